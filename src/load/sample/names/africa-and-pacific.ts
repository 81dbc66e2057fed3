import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const nigerian: Culture = {
  weight: 16,
  country: 'NGA',
  female: list(`
    Ngozi, Chioma, Amaka, Folake, Blessing, Adaeze, Ifeoma, Yetunde, Aisha, Funmilayo, Nkechi, Temitope, Zainab, Bukola,
    Chinwe, Halima, Simisola, Grace, Titilayo, Ìyábọ̀`),
  male: list(`
    Chinedu, Emeka, Oluwaseun, Tunde, Ibrahim, Chukwuemeka, Babajide, Musa, Segun, Ikechukwu, Obinna, Femi, Kayode, Uche,
    Yakubu, Adebayo, Nnamdi, Sani, Ayodele, Olúwáṣeun`),
  family: list(`
    Okafor, Adeyemi, Okonkwo, Balogun, Eze, Bello, Nwosu, Adebayo, Ibrahim, Obi, Ogunleye, Mohammed, Okoro, Afolabi,
    Nnadi, Abubakar, Chukwu, Oyelaran, Adesina, Igwe, Onyekachi, Lawal, Uzoma, Ojo, Olatunji, Danjuma, Akinwande,
    Ṣóyínká`),
}

export const eastAfrican: Culture = {
  weight: 12,
  country: 'KEN',
  female: list(`
    Wanjiku, Achieng, Faith, Mercy, Njeri, Akinyi, Selam, Hiwot, Amina, Tigist, Makena, Chebet, Zawadi, Neema, Hodan,
    Wambui, Eden, Rehema, Almaz, Nyokabi`),
  male: list(`
    Kamau, Otieno, Brian, Kipchoge, Abdi, Dawit, Juma, Mwangi, Ochieng, Tesfaye, Kiprono, Baraka, Yonas, Abebe, Odhiambo,
    Mohamed, Njoroge, Getachew, Salim, Haile`),
  family: list(`
    Mwangi, Otieno, Kamau, Ochieng, Njoroge, Kariuki, Wanjala, Mutua, Odhiambo, Kiptoo, Tesfaye, Haile, Bekele, Abdi,
    Hassan, Ali, Githinji, Maina, Cheruiyot, Okoth, Nyambura, Mbugua, Tadesse, Warsame, Ngugi, Juma, Tembo, Mushi`),
}

export const arabicRomanised: Culture = {
  weight: 22,
  country: 'EGY',
  female: list(`
    Fatima, Aisha, Maryam, Layla, Noor, Zahra, Yasmin, Hala, Rania, Salma, Amal, Huda, Khadija, Samira, Dina, Nadia, Lina,
    Farah, Rasha, Sumaya`),
  male: list(`
    Mohammed, Ahmed, Ali, Omar, Hassan, Yousef, Khalid, Ibrahim, Mustafa, Karim, Tariq, Samir, Bilal, Hussein, Faisal,
    Nabil, Ziad, Walid, Rami, Anwar`),
  family: list(`
    Khan, Hassan, Ahmed, Ali, Hussein, Ibrahim, Mansour, Haddad, Khalil, Al-Sayed, Nasser, Saleh, Rahman, Najjar, Khoury,
    Aziz, Hamdan, Shaheen, Al-Rashid, El-Masri, Qureshi, Malik, Farouk, Darwish, Bishara, Abdullah, Abu Zayd, Al-Ghamdi,
    Ben Youssef, Karimi, Hosseini, Tahir`),
}

export const polynesian: Culture = {
  weight: 6,
  country: 'NZL',
  female: list(`
    Aroha, Moana, Leilani, Mele, Hine, Ngaire, Sina, Kalani, Marama, Tala, Whetū, Lani, Ana, Losa, Anahera, Mahina,
    Kiri, Tiare, Hinemoa, Māia`),
  male: list(`
    Tane, Wiremu, Sione, Keanu, Manaia, Tama, Rangi, Tevita, Kai, Nikau, Hemi, Semisi, Mikaere, Kawika, Fetu, Rawiri,
    Ioane, Koa, Tāmati, Hōne`),
  family: list(`
    Tuilagi, Ngata, Kealoha, Faleolo, Kahananui, Tamihana, Vaipulu, Parata, Kamaka, Leota, Paki, Taufa, Henare,
    Tuimavave, Kahale, Wihongi, Moala, Puletua, Rangihuna, Te Kanawa, Māhuta, Tūhoe, Fonoti, Vainikolo, Ka'ahumanu`),
}
