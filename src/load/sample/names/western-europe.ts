import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const german: Culture = {
  weight: 52,
  country: 'DEU',
  female: list(`
    Anna, Julia, Lena, Laura, Katharina, Sabine, Claudia, Petra, Ursula, Monika, Johanna, Franziska, Heike, Birgit,
    Greta, Frieda, Käthe, Annegret, Jördis, Bärbel`),
  male: list(`
    Thomas, Andreas, Stefan, Lukas, Felix, Jonas, Maximilian, Wolfgang, Klaus, Jürgen, Hans, Dieter, Matthias, Uwe,
    Friedrich, Karl-Heinz, Günter, Jörg, Sönke, Götz`),
  family: list(`
    Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Koch, Bauer, Richter, Klein,
    Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hartmann, Lange, Werner, Krause, Lehmann, Köhler,
    Maier, Huber, Kaiser, Fuchs, Vogel, Jäger, Schäfer, Weiß, Groß, von Bülow, zu Löwenstein, Engelhardt, Kirchhoff`),
}

export const french: Culture = {
  weight: 36,
  country: 'FRA',
  female: list(`
    Marie, Camille, Claire, Sophie, Juliette, Manon, Léa, Chloé, Isabelle, Nathalie, Céline, Hélène, Aurélie, Élodie,
    Margaux, Anne-Sophie, Geneviève, Mathilde, Solène, Noémie, Anaïs, Zoé`),
  male: list(`
    Pierre, Jean, Louis, Antoine, Nicolas, Julien, Hugo, Lucas, Mathieu, François, Philippe, Laurent, Olivier, Étienne,
    Jean-Luc, Benoît, Rémi, Gaël, Sébastien, Théo, Guillaume, Loïc`),
  family: list(`
    Martin, Bernard, Dubois, Thomas, Robert, Richard, Petit, Durand, Leroy, Moreau, Simon, Laurent, Lefebvre, Michel,
    Garcia, Bertrand, Roux, Vincent, Fournier, Morel, Girard, Mercier, Dupont, Lambert, Bonnet, François, Legrand,
    Garnier, Faure, Rousseau, Benoît, Lemaître, Hébert, Gauthier, Lévêque, Béranger, de La Tour, d'Aubigné, Le Goff`),
}

export const dutch: Culture = {
  weight: 30,
  country: 'NLD',
  female: list(`
    Sanne, Lotte, Femke, Anouk, Marieke, Fleur, Ingrid, Wilhelmina, Saskia, Esther, Maaike, Hanneke, Liesbeth, Noor,
    Eline, Mirjam, Roos, Tineke, Loes, Zoë`),
  male: list(`
    Jan, Pieter, Daan, Sem, Bram, Willem, Hendrik, Joost, Maarten, Sander, Ruben, Gijs, Koen, Dirk, Thijs, Wouter,
    Jeroen, Bas, Cornelis, Lars`),
  family: list(`
    de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit, Meijer, de Boer, Mulder,
    de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf,
    van der Meer, van der Linden, Kok, Jacobs, de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek,
    Schouten, van Beek, van der Velden, 't Hart, ter Braak, in 't Veld, Zijlstra`),
}

export const austrianSwiss: Culture = {
  weight: 10,
  country: 'AUT',
  female: list(`
    Magdalena, Theresa, Eva, Barbara, Veronika, Elfriede, Martina, Gerlinde, Leonie, Viktoria, Annelies, Verena, Regula,
    Rosmarie, Ladina, Hildegard, Nadja, Selina, Annemarie, Bärbli`),
  male: list(`
    Florian, Sebastian, Johannes, Georg, Franz, Josef, Reto, Urs, Beat, Markus, Leopold, Alois, Gernot, Bernhard, Ueli,
    Hansruedi, Valentin, Benedikt, Jürg, Ägidius`),
  family: list(`
    Gruber, Huber, Bauer, Wagner, Pichler, Steiner, Moser, Mayer, Hofer, Leitner, Berger, Fuchs, Eder, Keller, Meier,
    Gerber, Brunner, Baumann, Frei, Zürcher, Lüthi, Bühler, Aebischer, Zbinden, Rüdisüli, Hölzl, Größwang, Egger`),
}
