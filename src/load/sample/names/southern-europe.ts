import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const spanish: Culture = {
  weight: 50,
  country: 'ESP',
  twoFamilyNames: 0.4,
  female: list(`
    María, Ana, Carmen, Laura, Isabel, Lucía, Marta, Elena, Cristina, Paula, Sofía, Pilar, Rosa, Teresa, Daniela,
    Mercedes, Inés, Rocío, Guadalupe, Consuelo, Ángela, Begoña`),
  male: list(`
    Carlos, Antonio, Juan, Manuel, Javier, Miguel, Francisco, Alejandro, José, Pedro, Luis, Diego, Pablo, Sergio,
    Fernando, Ricardo, Andrés, Jesús, Álvaro, Ramón, Íñigo, Joaquín`),
  family: list(`
    Garcia, Rodríguez, Martinez, Lopez, González, Hernandez, Pérez, Sanchez, Ramirez, Torres, Flores, Rivera, Gomez,
    Díaz, Cruz, Morales, Reyes, Ortiz, Gutiérrez, Ramos, Ruiz, Castillo, Jiménez, Moreno, Vargas, Castro, Romero,
    Medina, Muñoz, Delgado, Álvarez, Navarro, Domínguez, Serrano, Ibáñez, Núñez, Peña, de la Cruz, de la Fuente,
    Echeverría, Zubizarreta, Villanueva`),
}

export const portuguese: Culture = {
  weight: 20,
  country: 'PRT',
  twoFamilyNames: 0.5,
  female: list(`
    Maria, Ana, Beatriz, Mariana, Joana, Inês, Leonor, Catarina, Luísa, Fernanda, Juliana, Camila, Gabriela, Larissa,
    Letícia, Teresa, Helena, Conceição, Rita, Tânia`),
  male: list(`
    João, José, António, Pedro, Tiago, Miguel, Rafael, Gonçalo, Paulo, Luiz, Bruno, Rodrigo, Gustavo, Thiago, Felipe,
    Vítor, Nuno, Duarte, Henrique, Simão`),
  family: list(`
    Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Sousa, Fernandes, Gonçalves, Gomes, Lopes,
    Marques, Alves, Almeida, Ribeiro, Pinto, Carvalho, Teixeira, Moreira, Correia, Mendes, Nunes, Soares, Vieira,
    da Silva, dos Santos, Araújo, Conceição, Guimarães, Magalhães, de Assunção, Brandão, Simões, Sampaio`),
}

export const italian: Culture = {
  weight: 40,
  country: 'ITA',
  female: list(`
    Giulia, Francesca, Chiara, Sara, Maria, Anna, Valentina, Alessia, Martina, Elisa, Federica, Silvia, Paola, Laura,
    Lucia, Giovanna, Caterina, Ornella, Rosalia, Noemi`),
  male: list(`
    Marco, Andrea, Francesco, Alessandro, Matteo, Lorenzo, Luca, Giuseppe, Antonio, Giovanni, Davide, Simone, Stefano,
    Roberto, Paolo, Pietro, Salvatore, Vincenzo, Niccolò, Ettore`),
  family: list(`
    Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De Luca,
    Mancini, Costa, Giordano, Rizzo, Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi, Caruso, Ferrara,
    Galli, Martini, Leone, Longo, D'Angelo, De Santis, Di Stefano, Della Valle, Dell'Acqua, Nicolò, Cantù, Bentivoglio`),
}

export const romanian: Culture = {
  weight: 10,
  country: 'ROU',
  female: list(`
    Maria, Elena, Ioana, Andreea, Alexandra, Ana, Mihaela, Cristina, Gabriela, Daniela, Roxana, Simona, Raluca, Monica,
    Adriana, Anca, Sorina, Lăcrămioara, Ștefania, Măriuca`),
  male: list(`
    Andrei, Alexandru, Mihai, Ion, Cristian, Gheorghe, Vasile, Marius, Florin, Bogdan, Adrian, Radu, Vlad, Dan, Cosmin,
    Lucian, Ștefan, Ionuț, Răzvan, Cătălin`),
  family: list(`
    Popescu, Ionescu, Popa, Radu, Dumitru, Stan, Stoica, Gheorghe, Matei, Ciobanu, Rusu, Mihai, Constantin, Marin,
    Lazăr, Munteanu, Dinu, Florea, Moldovan, Nistor, Ungureanu, Șerban, Țăranu, Bălan, Crăciun, Dragomir, Năstase`),
}
