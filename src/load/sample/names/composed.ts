import { list } from '../list.ts'
import { pick, type Random } from '../random.ts'

const beginnings = list(`
  Ash, Ald, Ack, Ap, Bar, Beck, Birk, Black, Brad, Bram, Brock, Buck, Bur, Cald, Carl, Chad, Chel, Clay, Cliff, Col,
  Cran, Crom, Dal, Den, Dray, Dun, East, Eck, Edg, El, Elm, Fair, Farn, Fen, Gar, Glen, Grand, Gran, Green, Hag, Hal, Ham,
  Hard, Hart, Hath, Hazel, Hol, Horn, Ir, Kel, Kemp, Ken, Kings, Kirk, Lang, Lin, Lock, Long, Lud, Mal, Mar, Mel, Mid,
  Mil, Mon, Nor, North, Oak, Old, Orm, Pen, Pick, Pres, Rad, Raven, Red, Ring, Ros, Row, Sand, Sel, Shel, Sher, Stan,
  Stock, Strat, Sud, Sut, Tal, Thorn, Tor, Wake, Wal, War, Wen, West, Whit, Wick, Wil, Win, Wood, Wyn`)

const joints = list('er, ing, en, el, ar, in, an, ers, or, es')

const endings = list(`
  ton, ley, ford, ham, well, worth, wood, field, by, stone, bury, brook, combe, croft, dale, den, gate, grave, hurst,
  lake, land, low, man, mere, more, ridge, shaw, side, son, stead, stock, thorpe, tree, wick, win, bourne, bank, cliffe,
  cott, don, dyke, forth, garth, head, holme, house, keld, kirk, moor, over, pool, port, rick, royd, street, wall, water,
  way, yard`)

/** Believable English surnames by the ten thousand, so that a large sample has as many distinct ones as a real library. */
export const composedSurname = (random: Random) =>
  pick(random, beginnings) + (random() < 0.5 ? pick(random, joints) : '') + pick(random, endings)
