import { list } from '../list.ts'
import type { Culture } from './culture.ts'

export const english: Culture = {
  weight: 375,
  country: 'GBR',
  composed: 0.6,
  female: list(`
    Mary, Emma, Olivia, Elizabeth, Sarah, Jennifer, Jessica, Emily, Hannah, Grace, Charlotte, Sophie, Linda, Susan,
    Patricia, Margaret, Ashley, Amanda, Rachel, Abigail, Chloe, Megan, Lucy, Amelia, Ella, Victoria, Rebecca, Karen,
    Nancy, Dorothy, Ruth, Alice, Harriet, Beatrice, Eleanor, Rosemary, Imogen, Felicity, Hazel, Winifred`),
  male: list(`
    James, John, William, Michael, David, Thomas, Daniel, Matthew, Robert, Joseph, Andrew, Benjamin, Samuel, Jack,
    Christopher, Joshua, Ethan, Ryan, Oliver, Harry, George, Charles, Henry, Edward, Richard, Peter, Mark, Steven,
    Paul, Kevin, Nathan, Adam, Luke, Simon, Dominic, Frederick, Gilbert, Walter, Rupert, Barnaby`),
  family: list(`
    Smith, Johnson, Williams, Brown, Jones, Miller, Davis, Wilson, Anderson, Taylor, Thomas, Moore, Jackson, Martin,
    White, Harris, Thompson, Clark, Lewis, Robinson, Walker, Young, Allen, King, Wright, Hill, Green, Adams, Baker,
    Nelson, Carter, Mitchell, Roberts, Turner, Phillips, Parker, Evans, Edwards, Collins, Stewart, Cooper, Ward,
    Richardson, Wood, Watson, Bennett, Barnes, Fisher, Hughes, Foster, Fletcher, Hawkins, Whitaker, Pemberton`),
}

export const irish: Culture = {
  weight: 48,
  country: 'IRL',
  female: list(`
    Aoife, Ciara, Niamh, Siobhan, Róisín, Maeve, Orla, Caoimhe, Bridget, Sinéad, Deirdre, Eileen, Fionnuala, Gráinne,
    Aisling, Nora, Una, Clodagh, Saoirse, Kathleen`),
  male: list(`
    Patrick, Sean, Conor, Liam, Brendan, Declan, Cian, Kieran, Eoin, Niall, Seamus, Padraig, Ronan, Fergus, Cormac,
    Colm, Donal, Tadhg, Oisín, Eamon`),
  family: list(`
    Murphy, Kelly, O'Brien, Sullivan, Walsh, O'Connor, Ryan, Byrne, O'Neill, Doyle, Gallagher, Doherty, Kennedy,
    Lynch, Murray, Quinn, Moran, McCarthy, O'Reilly, Nolan, Fitzgerald, Brennan, Daly, Burke, Dunne, Flynn,
    Hayes, Keane, Donnelly, O'Sullivan, Fahy, Ní Dhomhnaill, Ó Briain, Mac Giolla, McGrath, O'Dwyer, Tierney`),
}

export const scottish: Culture = {
  weight: 46,
  country: 'GBR',
  female: list(`
    Fiona, Isla, Eilidh, Morag, Kirsty, Catriona, Ailsa, Mhairi, Heather, Jean, Shona, Elspeth, Lorna, Iona, Moira,
    Rhona, Skye, Agnes, Flora, Isobel`),
  male: list(`
    Ewan, Callum, Angus, Alasdair, Hamish, Duncan, Gordon, Fraser, Malcolm, Iain, Rory, Stuart, Graeme, Kenneth,
    Gregor, Finlay, Archie, Murdo, Lachlan, Struan`),
  family: list(`
    Campbell, MacDonald, Stewart, Robertson, Scott, Reid, Murray, Ross, Morrison, Fraser, Henderson, Graham,
    Hamilton, Johnston, MacKenzie, Grant, MacLeod, Kerr, Wallace, Ferguson, Duncan, Gordon, Cameron, Hunter, Burns,
    Sinclair, Munro, McGregor, MacLean, Buchanan, Lindsay, Drummond, Maxwell, Crawford, Urquhart, MacGillivray`),
}

export const welsh: Culture = {
  weight: 16,
  country: 'GBR',
  female: list(`
    Carys, Megan, Seren, Bethan, Rhiannon, Sian, Angharad, Ffion, Gwen, Cerys, Nia, Lowri, Eleri, Mair, Nerys, Tegan,
    Catrin, Delyth, Heledd, Siân`),
  male: list(`
    Dylan, Rhys, Owen, Gareth, Evan, Huw, Ieuan, Emyr, Geraint, Aled, Iwan, Gethin, Macsen, Rhodri, Trefor, Ifor,
    Llewelyn, Osian, Siôn, Gruffydd`),
  family: list(`
    Jones, Davies, Williams, Evans, Thomas, Roberts, Lewis, Hughes, Morgan, Griffiths, Edwards, Owen, James, Rees,
    Price, Jenkins, Morris, Powell, Lloyd, Llewellyn, Parry, Pritchard, Bevan, Howell, Vaughan, Gwynne, Maddocks,
    Prosser, Ap Rhys, Tudor`),
}
