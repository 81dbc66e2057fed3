import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const polish: Culture = {
  weight: 17,
  country: 'POL',
  female: list(`
    Anna, Maria, Katarzyna, Agnieszka, Barbara, Ewa, Zofia, Magdalena, Joanna, Julia, Hanna, Monika, Aleksandra, Beata,
    Dorota, Grażyna, Elżbieta, Małgorzata, Jadwiga, Bożena`),
  male: list(`
    Piotr, Jan, Krzysztof, Andrzej, Tomasz, Jakub, Marcin, Marek, Adam, Kacper, Szymon, Zbigniew, Jerzy, Wojciech, Mateusz,
    Paweł, Michał, Łukasz, Stanisław, Kazimierz`),
  family: list(`
    Nowak, Kowalski/Kowalska, Wiśniewski/Wiśniewska, Wójcik, Kowalczyk, Kamiński/Kamińska, Lewandowski/Lewandowska,
    Zieliński/Zielińska, Szymański/Szymańska, Woźniak, Dąbrowski/Dąbrowska, Kozłowski/Kozłowska, Mazur,
    Jankowski/Jankowska, Kwiatkowski/Kwiatkowska, Krawczyk, Kaczmarek, Piotrowski/Piotrowska, Grabowski/Grabowska,
    Pawlak, Michalski/Michalska, Król, Wieczorek, Jabłoński/Jabłońska, Nowicki/Nowicka, Majewski/Majewska,
    Stępień, Malinowski/Malinowska, Górski/Górska, Rutkowski/Rutkowska, Iwanowski/Iwanowska, Łęcki/Łęcka`),
}

export const czech: Culture = {
  weight: 9,
  country: 'CZE',
  female: list(`
    Jana, Marie, Eva, Hana, Anna, Lenka, Kateřina, Lucie, Tereza, Petra, Martina, Veronika, Jitka, Alena, Zuzana,
    Markéta, Eliška, Božena, Růžena, Ludmila`),
  male: list(`
    Jan, Petr, Jakub, Pavel, Martin, Josef, David, Milan, Karel, Michal, Zdeněk, Václav, Lukáš, Tomáš, Jiří, Ondřej,
    Vojtěch, Stanislav, Radek, Řehoř`),
  family: list(`
    Novák/Nováková, Svoboda/Svobodová, Novotný/Novotná, Dvořák/Dvořáková, Černý/Černá, Procházka/Procházková,
    Kučera/Kučerová, Veselý/Veselá, Horák/Horáková, Němec/Němcová, Pokorný/Pokorná, Marek/Marková, Pospíšil/Pospíšilová,
    Hájek/Hájková, Jelínek/Jelínková, Král/Králová, Růžička/Růžičková, Beneš/Benešová, Fiala/Fialová, Sedláček/Sedláčková,
    Doležal/Doležalová, Zeman/Zemanová, Kolář/Kolářová, Krejčí, Navrátil/Navrátilová, Čermák/Čermáková, Urban/Urbanová`),
}

export const croatian: Culture = {
  weight: 8,
  country: 'HRV',
  female: list(`
    Ana, Marija, Ivana, Petra, Lucija, Mia, Jelena, Katarina, Nikolina, Marina, Tea, Vesna, Mirjana, Dubravka, Nada,
    Željka, Snježana, Anđela, Ružica, Živka`),
  male: list(`
    Ivan, Marko, Josip, Luka, Ante, Stjepan, Tomislav, Nikola, Petar, Mario, Goran, Zoran, Dragan, Vedran, Hrvoje, Željko,
    Krešimir, Siniša, Đuro, Živko`),
  family: list(`
    Horvat, Kovačević, Babić, Marić, Jurić, Novak, Kovačić, Knežević, Vuković, Marković, Petrović, Matić, Tomić, Pavlović,
    Kovač, Božić, Blažević, Grgić, Pavić, Radić, Perić, Filipović, Šarić, Lovrić, Vidović, Jovanović, Đorđević, Žižek`),
}

export const hungarian: Culture = {
  weight: 8,
  country: 'HUN',
  female: list(`
    Anna, Katalin, Erzsébet, Ilona, Zsuzsanna, Eszter, Judit, Margit, Hanna, Ágnes, Andrea, Dóra, Noémi, Réka, Boglárka,
    Piroska, Éva, Emese, Tünde, Ildikó`),
  male: list(`
    László, István, József, Zoltán, Bence, Attila, Ferenc, Gábor, Péter, Tamás, Balázs, Imre, Sándor, Levente, Dániel,
    Ádám, Máté, Csaba, Gergő, Ödön`),
  family: list(`
    Nagy, Kovács, Tóth, Szabó, Horváth, Varga, Kiss, Molnár, Németh, Farkas, Balogh, Papp, Takács, Juhász, Lakatos,
    Mészáros, Simon, Rácz, Fekete, Szilágyi, Török, Fehér, Balázs, Gál, Kis, Szűcs, Kocsis, Pintér, Fodor, Orbán, Erdős`),
}

export const slavicRomanised: Culture = {
  weight: 9,
  country: 'UKR',
  female: list(`
    Olga, Anastasia, Natalia, Svetlana, Irina, Ekaterina, Tatiana, Oksana, Maria, Daria, Yulia, Polina, Larisa, Galina,
    Ludmila, Vera, Nadezhda, Kateryna, Iryna, Yelena`),
  male: list(`
    Dmitry, Sergei, Alexei, Ivan, Andrei, Mikhail, Nikolai, Vladimir, Oleksandr, Igor, Yuri, Maxim, Pavel, Boris, Viktor,
    Oleg, Konstantin, Anatoly, Taras, Bohdan`),
  family: list(`
    Ivanov/Ivanova, Petrov/Petrova, Kuznetsov/Kuznetsova, Popov/Popova, Volkov/Volkova, Shevchenko, Kovalenko, Bondarenko,
    Tkachenko, Sokolov/Sokolova, Morozov/Morozova, Lebedev/Lebedeva, Novikov/Novikova, Kozlov/Kozlova, Melnyk, Kravchenko,
    Orlov/Orlova, Pavlov/Pavlova, Zaitsev/Zaitseva, Boyko, Kovalchuk, Polishchuk, Belov/Belova, Romanenko, Savchenko,
    Tarasov/Tarasova, Gusev/Guseva, Oliynyk`),
}
