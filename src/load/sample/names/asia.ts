import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const turkish: Culture = {
  weight: 9,
  country: 'TUR',
  female: list(`
    Fatma, Ayşe, Emine, Hatice, Zeynep, Elif, Meryem, Merve, Esra, Büşra, Özlem, Gül, Sevgi, Defne, Ebru, Çiğdem, Gülşen,
    Nermin, Derya, Şule`),
  male: list(`
    Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Hasan, İbrahim, Yusuf, Emre, Murat, Ömer, Burak, Cem, Serkan, Kerem, Oğuz,
    Çağlar, Tolga, Volkan, Uğur`),
  family: list(`
    Yılmaz, Kaya, Demir, Çelik, Şahin, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, Kara,
    Koç, Kurt, Özkan, Şimşek, Polat, Korkmaz, Erdoğan, Güneş, Aksoy, Tekin, Bulut, Toprak`),
}

export const vietnamese: Culture = {
  weight: 13,
  country: 'VNM',
  female: list(`
    Linh, Hương, Lan, Mai, Thảo, Hà, Trang, Ngọc, Phương, Thu, Hạnh, Nga, Yến, Vy, Trúc, Quỳnh, Diễm, Bích Ngọc,
    Thanh Hà, Mỹ Duyên`),
  male: list(`
    Minh, Hùng, Tuấn, Anh, Dũng, Nam, Long, Hải, Quang, Khoa, Phúc, Bảo, Đức, Sơn, Trung, Thành, Việt, Hoàng Long,
    Gia Bảo, Quốc Anh`),
  middle: { female: list('Thị, Ngọc, Thu, Kim, Thanh, Mỹ'), male: list('Văn, Đức, Hữu, Quang, Minh, Công') },
  family: list(`
    Nguyễn, Trần, Lê, Phạm, Huỳnh, Hoàng, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đinh, Trương, Đoàn, Mai,
    Lâm, Cao, Tạ, Châu, Tô, Quách, Thái, Tôn Nữ`),
}

export const chineseRomanised: Culture = {
  weight: 30,
  country: 'CHN',
  middle: { female: [], male: [] },
  female: list(`
    Yan, Li, Fang, Jing, Xiaoyan, Na, Min, Xiuying, Yating, Meiling, Hui, Yun, Xin, Yifei, Jiayi, Ruoxi, Xueqin, Shuang,
    Wenjing, Zihan, Qian, Lihua`),
  male: list(`
    Wei, Jun, Lei, Qiang, Yong, Tao, Jie, Bin, Hao, Ming, Feng, Peng, Jianguo, Zhiqiang, Haoran, Yichen, Guowei, Zhenyu,
    Kai, Xiang, Bowen, Junjie`),
  family: list(`
    Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Gao, Luo, Zheng, Liang,
    Xie, Song, Tang, Deng, Han, Feng, Cao, Peng, Zeng, Xiao, Tian, Dong, Pan, Yuan, Ouyang, Situ, Lü, Nie`),
}

export const koreanRomanised: Culture = {
  weight: 13,
  country: 'KOR',
  middle: { female: [], male: [] },
  female: list(`
    Ji-woo, Seo-yeon, Min-ji, Soo-jin, Eun-ji, Hye-jin, Ji-hye, Yu-na, Ha-eun, Young-hee, Mi-kyung, Hyun-ju, Da-eun,
    Chae-won, Bo-ram, Sun-hee, Na-yeon, Ye-jin, Kyung-hee, Ga-young`),
  male: list(`
    Min-jun, Seo-jun, Ji-hoon, Sung-min, Hyun-woo, Dong-hyun, Young-ho, Joon-ho, Jae-won, Tae-hyung, Sang-hoon, Ji-ho,
    Woo-jin, Kyung-soo, In-ho, Chang-min, Do-yun, Seung-hyun, Yong-jae, Geon-woo`),
  family: list(`
    Kim, Lee, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Han, Oh, Seo, Shin, Kwon, Hwang, Ahn, Song, Yoo, Hong, Jeon,
    Ko, Moon, Son, Bae, Baek, Heo, Nam, Noh, Namgung`),
}

export const japaneseRomanised: Culture = {
  weight: 10,
  country: 'JPN',
  middle: { female: [], male: [] },
  female: list(`
    Yuki, Sakura, Yoko, Keiko, Yui, Haruka, Naoko, Akiko, Aoi, Hina, Emi, Mayumi, Kaori, Michiko, Ayumi, Rin, Tomoko,
    Megumi, Nanami, Chiyo`),
  male: list(`
    Hiroshi, Takashi, Kenji, Haruto, Yuto, Sota, Kazuki, Daiki, Shota, Ryo, Makoto, Akira, Satoshi, Naoki, Kenta, Taro,
    Shinji, Yusuke, Jun'ichi, Ryūnosuke`),
  family: list(`
    Sato, Suzuki, Takahashi, Tanaka, Watanabe, Ito, Yamamoto, Nakamura, Kobayashi, Kato, Yoshida, Yamada, Sasaki,
    Yamaguchi, Matsumoto, Inoue, Kimura, Hayashi, Shimizu, Saito, Mori, Abe, Ikeda, Hashimoto, Ishikawa, Ogawa, Fujita,
    Okada, Hasegawa, Ōe, Endō, Shinohara`),
}

export const indian: Culture = {
  weight: 36,
  country: 'IND',
  female: list(`
    Priya, Anjali, Pooja, Neha, Aishwarya, Kavita, Sunita, Deepika, Divya, Lakshmi, Meera, Ananya, Shreya, Nisha, Radha,
    Isha, Swati, Jyoti, Padma, Vidya`),
  male: list(`
    Rahul, Amit, Arjun, Rajesh, Sanjay, Vikram, Rohan, Aditya, Suresh, Anil, Ravi, Karthik, Manish, Nikhil, Vijay, Deepak,
    Aarav, Harish, Ganesh, Venkatesh`),
  family: list(`
    Patel, Sharma, Singh, Kumar, Gupta, Shah, Reddy, Iyer, Nair, Mehta, Das, Joshi, Rao, Verma, Desai, Chopra, Agarwal,
    Mukherjee, Banerjee, Chatterjee, Kapoor, Malhotra, Menon, Pillai, Bhatt, Kulkarni, Mishra, Pandey, Sinha, Naidu,
    Krishnan, Subramanian, Venkataraman, Bose, Ghosh, Trivedi, Deshpande, Gill`),
}

export const filipino: Culture = {
  weight: 9,
  country: 'PHL',
  female: list(`
    Maricel, Jasmine, Angelica, Rosario, Marites, Lourdes, Jocelyn, Liezl, Imelda, Corazon, Divina, Cherry, Althea,
    Bituin, Ligaya, Princess, Rowena, Analyn, Mayumi, Niña`),
  male: list(`
    Jose, Ramon, Rodel, Jericho, Rommel, Jun, Ferdinand, Benigno, Emmanuel, Arnel, Renato, Dante, Crisanto, Joel, Bayani,
    Isagani, Jomar, Reynaldo, Efren, Danilo`),
  family: list(`
    Santos, Reyes, Cruz, Bautista, Ocampo, del Rosario, Mendoza, Aquino, Villanueva, Ramos, Castro, Dela Cruz, Salazar,
    Pascual, Magsaysay, Macaraeg, Dimaculangan, Panganiban, Lacson, Manalo, Tolentino, Soriano, Catacutan, Batungbakal,
    Ilagan, de Guzman`),
}
