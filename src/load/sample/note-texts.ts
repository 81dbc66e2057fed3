export type NoteText = { type: string; text: string; userViewable?: boolean }

export const popUpNotes: NoteText[] = [
  { type: 'POPUP', text: 'Left a laptop charger at the desk on {day}. Please hand it over.' },
  { type: 'POPUP', text: 'Please ask for a current address: two letters came back.' },
  { type: 'POPUP', text: 'Reported the card stolen on {day}. Ask for photo identification.' },
  { type: 'CIRCULATION', text: 'Owes us the second disc of the language course. Please remind.' },
  { type: 'LIBRARY', text: 'Uses a hearing aid. Please speak clearly and face to face.' },
]

export const ordinaryNotes: NoteText[] = [
  { type: 'LIBRARY', text: 'Prefers to be written to, not telephoned.' },
  { type: 'LIBRARY', text: 'Signed the reading room rules on {day}.' },
  { type: 'LIBRARY', text: 'Has a key to study carrel {number}.', userViewable: true },
  { type: 'LIBRARY', text: 'Member of the friends of the library since {day}.', userViewable: true },
  { type: 'LIBRARY', text: 'Took the introduction to the archives on {day}.' },
  { type: 'LIBRARY', text: 'Works on the local newspapers; may use the microfilm reader alone.' },
  { type: 'LIBRARY', text: 'Locker {number} until the end of term.', userViewable: true },
  { type: 'LIBRARY', text: 'Asked for large print editions where we have them.' },
  { type: 'CIRCULATION', text: 'Book returned with water damage on {day}; replacement agreed.' },
  { type: 'CIRCULATION', text: 'Longer loan agreed for the thesis until {day}.', userViewable: true },
  { type: 'CIRCULATION', text: 'Paid for a lost book on {day}.' },
  { type: 'CIRCULATION', text: 'Items are collected by a neighbour, with a written permission.' },
  { type: 'CIRCULATION', text: 'Claims to have returned an overdue book; shelf checked twice.' },
  { type: 'CIRCULATION', text: 'Course reserve for seminar {number}; weekend loan allowed.' },
  { type: 'CIRCULATION', text: 'Interlibrary loan fee waived on {day}.', userViewable: true },
  { type: 'ADDRESS', text: 'Moves at the end of term; new address to follow.' },
  { type: 'ADDRESS', text: 'Letter of {day} came back as undeliverable.' },
  { type: 'ADDRESS', text: 'Away on a sabbatical until {day}; use the alternative address.' },
  { type: 'ADDRESS', text: 'Mail goes to the department, room {number}.' },
  { type: 'BARCODE', text: 'New card handed out on {day}.' },
  { type: 'BARCODE', text: 'Barcode hard to scan; type it in.' },
  { type: 'REGISTAR', text: 'Enrolment confirmed by the registrar on {day}.' },
  { type: 'OTHER', text: 'Gave three boxes of sheet music to the library.' },
  { type: 'OTHER', text: 'Speaks at the reading on {day}.', userViewable: true },
  { type: 'OTHER', text: 'Volunteers at the book sale.' },
  { type: 'OTHER', text: 'Record checked against the paper form on {day}.' },
]

export const vendorNotes: NoteText[] = [
  { type: 'ERP', text: 'Answers order questions on weekdays until four.' },
  { type: 'OTHER', text: 'Took over our account on {day}.' },
  { type: 'OTHER', text: 'Wants claims in one list a month.' },
]
