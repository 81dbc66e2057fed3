import { list } from './list.ts'

export type Place = {
  country: string
  line: string
  postalCode: string
  phone?: string
  streets: string[]
  /** "City" or "City|state". */
  cities: string[]
}

export const local: Place = {
  country: 'USA',
  line: '{number} {street}',
  postalCode: '#####',
  streets: list(`
    Main St, Oak St, Maple Ave, Cedar St, Park Ave, Elm St, Washington St, Lake Dr, Hill Rd, Church St, Mill Rd, River Rd,
    Spring St, High St, University Ave, College St, Union St, Chestnut St, Willow Ln, Prospect Ave, Franklin St, Pine St,
    Sunset Blvd, Birch Ct, Library Ln, Meadow Way, Walnut St, Jefferson Ave, Highland Ave, Orchard Rd`),
  cities: list(`
    Northfield|MN, Springfield|IL, Franklin|TN, Greenville|SC, Clinton|IA, Salem|OR, Madison|WI, Georgetown|TX,
    Arlington|VA, Burlington|VT, Ashland|OR, Dover|DE, Newport|RI, Riverside|CA, Lexington|KY, Auburn|AL, Jackson|MS,
    Milton|MA, Hudson|NY, Fairview|NJ, Bristol|CT, Kingston|NY, Manchester|NH, Plymouth|MA,
    Chester|PA, Cañon City|CO`),
}

export const abroad: Place[] = [
  {
    country: 'GBR',
    line: '{number} {street}',
    postalCode: '@@# #@@',
    phone: '+44 7700 900###',
    streets: list('High Street, Station Road, Church Lane, Victoria Road, Mill Lane, The Green, Queensway, Castle Street'),
    cities: list('London, Leeds, York, Bristol, Sheffield, Edinburgh, Glasgow, Cardiff, Durham, Norwich, St Andrews'),
  },
  {
    country: 'IRL',
    line: '{number} {street}',
    postalCode: '@## @#@#',
    phone: '+353 20 91# ####',
    streets: list("Main Street, O'Connell Street, Patrick Street, Abbey Road, Sea Road, Bóthar na Trá"),
    cities: list('Dublin, Cork, Galway, Limerick, Sligo, Kilkenny, Dún Laoghaire'),
  },
  {
    country: 'DEU',
    line: '{street} {number}',
    postalCode: '#####',
    phone: '+49 30 23125 ###',
    streets: list('Hauptstraße, Bahnhofstraße, Gartenweg, Lindenallee, Schulstraße, Am Markt, Goethestraße, Kirchgasse'),
    cities: list('Berlin, Hamburg, München, Köln, Göttingen, Tübingen, Freiburg, Leipzig, Würzburg, Münster, Lübeck'),
  },
  {
    country: 'AUT',
    line: '{street} {number}',
    postalCode: '####',
    streets: list('Ringstraße, Mozartgasse, Am Graben, Dorfstraße, Mühlweg'),
    cities: list('Wien, Graz, Linz, Salzburg, Innsbruck, St. Pölten'),
  },
  {
    country: 'FRA',
    line: '{number} {street}',
    postalCode: '#####',
    phone: '+33 1 99 00 ## ##',
    streets: list("rue de la République, rue Victor-Hugo, avenue de la Gare, place de l'Église, rue des Écoles, rue du Moulin"),
    cities: list('Paris, Lyon, Toulouse, Orléans, Besançon, Nîmes, Saint-Étienne, Angoulême, Bordeaux, Évreux'),
  },
  {
    country: 'NLD',
    line: '{street} {number}',
    postalCode: '#### @@',
    streets: list("Kerkstraat, Dorpsstraat, Molenweg, Stationsweg, Julianalaan, Lange Voorhout, 't Zand"),
    cities: list("Amsterdam, Utrecht, Leiden, Groningen, Maastricht, Delft, 's-Hertogenbosch"),
  },
  {
    country: 'ESP',
    line: '{street}, {number}',
    postalCode: '#####',
    streets: list('Calle Mayor, Calle Real, Avenida de la Constitución, Plaza de España, Calle del Río, Paseo Marítimo'),
    cities: list('Madrid, Barcelona, Sevilla, Málaga, Córdoba, León, Cádiz, A Coruña, Salamanca, Logroño'),
  },
  {
    country: 'PRT',
    line: '{street}, {number}',
    postalCode: '####-###',
    streets: list('Rua Direita, Avenida da Liberdade, Rua das Flores, Largo da Sé, Travessa do Cruzeiro'),
    cities: list('Lisboa, Porto, Coimbra, Évora, Braga, Guimarães, Setúbal'),
  },
  {
    country: 'ITA',
    line: '{street} {number}',
    postalCode: '#####',
    streets: list("Via Roma, Via Garibaldi, Corso Vittorio Emanuele, Piazza del Duomo, Via dell'Università, Viale dei Tigli"),
    cities: list("Roma, Milano, Bologna, Firenze, Padova, Pisa, Torino, L'Aquila, Forlì"),
  },
  {
    country: 'POL',
    line: 'ul. {street} {number}',
    postalCode: '##-###',
    streets: list('Długa, Polna, Kościuszki, Mickiewicza, Ogrodowa, Słoneczna, Szkolna'),
    cities: list('Warszawa, Kraków, Łódź, Wrocław, Poznań, Gdańsk, Toruń, Lublin'),
  },
  {
    country: 'CZE',
    line: '{street} {number}',
    postalCode: '### ##',
    streets: list('Hlavní, Nádražní, Školní, Zahradní, Dlouhá, Husova'),
    cities: list('Praha, Brno, Olomouc, Plzeň, České Budějovice, Ústí nad Labem'),
  },
  {
    country: 'SWE',
    line: '{street} {number}',
    postalCode: '### ##',
    streets: list('Storgatan, Skolgatan, Kungsgatan, Björkvägen, Åsgatan, Järnvägsgatan'),
    cities: list('Stockholm, Göteborg, Malmö, Uppsala, Lund, Umeå, Linköping, Växjö'),
  },
  {
    country: 'NOR',
    line: '{street} {number}',
    postalCode: '####',
    streets: list('Storgata, Skolevegen, Kirkeveien, Bjørkeveien, Fjellgata'),
    cities: list('Oslo, Bergen, Trondheim, Tromsø, Bodø, Ålesund'),
  },
  {
    country: 'DNK',
    line: '{street} {number}',
    postalCode: '####',
    streets: list('Nørregade, Vestergade, Skolevej, Møllevej, Strandvejen'),
    cities: list('København, Aarhus, Odense, Aalborg, Helsingør, Sønderborg'),
  },
  {
    country: 'FIN',
    line: '{street} {number}',
    postalCode: '#####',
    streets: list('Mannerheimintie, Koulukatu, Asematie, Mäkitie, Yliopistonkatu'),
    cities: list('Helsinki, Turku, Tampere, Oulu, Jyväskylä, Hämeenlinna'),
  },
  {
    country: 'TUR',
    line: '{street} No: {number}',
    postalCode: '#####',
    streets: list('Atatürk Caddesi, İstiklal Caddesi, Çınar Sokak, Gül Sokak'),
    cities: list('İstanbul, Ankara, İzmir, Eskişehir, Muğla'),
  },
  {
    country: 'IND',
    line: '{number}, {street}',
    postalCode: '######',
    streets: list('MG Road, Gandhi Nagar, Station Road, College Street, Nehru Marg'),
    cities: list('Mumbai|Maharashtra, Pune|Maharashtra, Chennai|Tamil Nadu, Kolkata|West Bengal, Kochi|Kerala'),
  },
  {
    country: 'JPN',
    line: '{street} 2-{number}',
    postalCode: '###-####',
    streets: list('Hongō, Sakuragaoka, Midorimachi, Yoshidahonmachi'),
    cities: list('Tōkyō, Kyōto, Ōsaka, Sendai, Nagoya'),
  },
]
