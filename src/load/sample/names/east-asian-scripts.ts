import { list } from '../list.ts'
import type { Culture } from './culture.ts'

const noMiddleNames = { female: [], male: [] }

export const chinese: Culture = {
  weight: 16,
  country: 'CHN',
  middle: noMiddleNames,
  female: list(`
    芳, 娜, 秀英, 敏, 静, 丽, 艳, 娟, 霞, 秀兰, 婷, 雪, 玉兰, 欣怡, 梓涵, 诗涵, 佳怡, 思琪, 雨桐, 美玲, 淑芬, 雅婷`),
  male: list(`
    伟, 强, 磊, 军, 洋, 勇, 杰, 涛, 明, 超, 刚, 平, 辉, 浩然, 子轩, 宇航, 志强, 建国, 俊杰, 博文, 家豪, 國華`),
  family: list(`
    王, 李, 张, 刘, 陈, 杨, 黄, 赵, 吴, 周, 徐, 孙, 马, 朱, 胡, 郭, 何, 高, 林, 罗, 郑, 梁, 谢, 宋, 唐, 许, 韩, 冯,
    邓, 曹, 彭, 曾, 肖, 田, 董, 陳, 張, 劉, 欧阳, 司马, 诸葛, 上官`),
}

export const japanese: Culture = {
  weight: 9,
  country: 'JPN',
  middle: noMiddleNames,
  female: list(`
    陽子, 美咲, 結衣, さくら, 由美子, 恵子, 葵, 真由美, 陽菜, 智子, 裕子, 愛, 美穂, 千尋, ひなた, 久美子, 彩, 七海, あかり,
    エミ`),
  male: list(`
    翔太, 大輔, 健一, 蓮, 拓也, 誠, 隆, 悠斗, 浩, 直樹, 太郎, 和也, 大翔, 達也, 一郎, 湊, 樹, 健太, 修, 龍之介`),
  family: list(`
    佐藤, 鈴木, 高橋, 田中, 伊藤, 渡辺, 山本, 中村, 小林, 加藤, 吉田, 山田, 佐々木, 山口, 松本, 井上, 木村, 林, 斎藤,
    清水, 山崎, 森, 池田, 橋本, 阿部, 石川, 山下, 中島, 小川, 前田, 岡田, 長谷川, 五十嵐, 髙木`),
}

export const korean: Culture = {
  weight: 7,
  country: 'KOR',
  middle: noMiddleNames,
  female: list(`
    지우, 서연, 민지, 수진, 은지, 혜진, 지혜, 유나, 하은, 영희, 미경, 현주, 다은, 채원, 보람, 순희, 나연, 예진, 경희, 나윤`),
  male: list(`
    민준, 서준, 지훈, 성민, 현우, 동현, 영호, 준호, 재원, 태형, 상훈, 지호, 우진, 경수, 인호, 창민, 도윤, 승현, 용재, 건우`),
  family: list(`
    김, 이, 박, 최, 정, 강, 조, 윤, 장, 임, 한, 오, 서, 신, 권, 황, 안, 송, 류, 홍, 전, 고, 문, 손, 배, 백, 허, 남, 남궁,
    선우`),
}
