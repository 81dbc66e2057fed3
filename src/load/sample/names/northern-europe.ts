import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const swedish: Culture = {
  weight: 18,
  country: 'SWE',
  female: list(`
    Anna, Emma, Maja, Elsa, Karin, Kristina, Ingrid, Linnea, Sofia, Birgitta, Astrid, Hanna, Ebba, Alva, Malin, Gunilla,
    Åsa, Märta, Görel, Barbro`),
  male: list(`
    Erik, Lars, Karl, Anders, Johan, Per, Nils, Oskar, Gustav, Mikael, Fredrik, Sven, Axel, Magnus, Arvid, Bengt, Björn,
    Göran, Håkan, Åke`),
  family: list(`
    Andersson, Johansson, Karlsson, Nilsson, Eriksson, Larsson, Olsson, Persson, Svensson, Gustafsson, Pettersson,
    Jonsson, Lindberg, Lindström, Lindqvist, Bergström, Sandberg, Forsberg, Sjöberg, Engström, Lundgren, Berglund,
    Wallin, Holm, Ek, Nyström, Åberg, Öberg, Lind, Berggren, Söderberg, Hägglund`),
}

export const norwegian: Culture = {
  weight: 14,
  country: 'NOR',
  female: list(`
    Nora, Ingrid, Emma, Kari, Anne, Sofie, Marit, Liv, Silje, Hilde, Solveig, Tone, Berit, Thea, Ragnhild, Gro, Åse,
    Bjørg, Sunniva, Torunn`),
  male: list(`
    Lars, Ole, Jan, Kristian, Magnus, Henrik, Olav, Knut, Sindre, Eirik, Terje, Svein, Harald, Torbjørn, Øyvind, Bjørn,
    Håkon, Jørgen, Gunnar, Trygve`),
  family: list(`
    Hansen, Johansen, Olsen, Larsen, Andersen, Pedersen, Nilsen, Kristiansen, Jensen, Karlsen, Johnsen, Pettersen,
    Eriksen, Berg, Haugen, Hagen, Johannessen, Dahl, Halvorsen, Lund, Moen, Strand, Solberg, Bakken, Sæther, Ødegård,
    Bråten, Kjærstad, Grønvold, Nygård, Løvås, Fjeld`),
}

export const danish: Culture = {
  weight: 12,
  country: 'DNK',
  female: list(`
    Anne, Mette, Kirsten, Hanne, Freja, Ida, Clara, Karen, Lene, Pernille, Signe, Camilla, Birthe, Dorthe, Josefine, Maren,
    Sørine, Bodil, Åse, Tove`),
  male: list(`
    Peter, Jens, Lars, Mikkel, Christian, Rasmus, Niels, Kasper, Anders, Emil, Poul, Thorkild, Steen, Mads, Søren, Jørgen,
    Asger, Bjørn, Aksel, Åge`),
  family: list(`
    Nielsen, Jensen, Hansen, Pedersen, Andersen, Christensen, Larsen, Sørensen, Rasmussen, Petersen, Madsen, Kristensen,
    Olsen, Thomsen, Christiansen, Poulsen, Johansen, Knudsen, Mortensen, Møller, Jørgensen, Lund, Holm, Schultz, Kjær,
    Østergaard, Nørgaard, Bæk, Dalsgaard, Winther`),
}

export const finnish: Culture = {
  weight: 12,
  country: 'FIN',
  female: list(`
    Maria, Helena, Anneli, Johanna, Kaarina, Aino, Sofia, Liisa, Emilia, Sanna, Tuula, Pirjo, Marjatta, Ritva, Venla, Eeva,
    Päivi, Hilkka, Inkeri, Säde`),
  male: list(`
    Juhani, Mikko, Antti, Matti, Jukka, Timo, Kari, Eino, Olavi, Heikki, Pekka, Ville, Tuomas, Onni, Väinö, Yrjö, Seppo,
    Aleksi, Kalle, Jyrki`),
  family: list(`
    Korhonen, Virtanen, Mäkinen, Nieminen, Laine, Heikkinen, Koskinen, Järvinen, Lehtonen, Lehtinen, Saarinen, Salminen,
    Niemi, Heinonen, Salonen, Turunen, Laitinen, Tuominen, Rantanen, Karjalainen, Jokinen, Mattila, Savolainen,
    Hämäläinen, Mäkelä, Pöysti, Räsänen, Kärkkäinen, Ylönen, Äijälä`),
}

export const icelandic: Culture = {
  weight: 5,
  country: 'ISL',
  female: list(`
    Guðrún, Anna, Sigríður, Kristín, Margrét, Helga, Sigrún, Ingibjörg, Jóhanna, María, Elín, Ásta, Ragnheiður, Hildur,
    Birta, Freyja, Þórdís, Ólöf, Hrefna, Sólveig`),
  male: list(`
    Jón, Sigurður, Guðmundur, Gunnar, Ólafur, Einar, Magnús, Kristján, Stefán, Jóhann, Björn, Bjarni, Helgi, Árni, Arnar,
    Þór, Hlynur, Snorri, Egill, Ægir`),
  family: list(`
    Jónsson/Jónsdóttir, Sigurðsson/Sigurðardóttir, Guðmundsson/Guðmundsdóttir, Gunnarsson/Gunnarsdóttir,
    Ólafsson/Ólafsdóttir, Einarsson/Einarsdóttir, Magnússon/Magnúsdóttir, Kristjánsson/Kristjánsdóttir,
    Stefánsson/Stefánsdóttir, Jóhannsson/Jóhannsdóttir, Björnsson/Björnsdóttir, Árnason/Árnadóttir,
    Bjarnason/Bjarnadóttir, Helgason/Helgadóttir, Halldórsson/Halldórsdóttir, Pétursson/Pétursdóttir,
    Ragnarsson/Ragnarsdóttir, Þorsteinsson/Þorsteinsdóttir, Pálsson/Pálsdóttir, Karlsson/Karlsdóttir,
    Haraldsson/Haraldsdóttir, Snorrason/Snorradóttir, Egilsson/Egilsdóttir, Thorlacius, Blöndal, Briem`),
}
