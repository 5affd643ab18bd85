// Invented participants: a name that people of the country bear, and a birth date. Nobody real.
import type { RandomStream, Temporal } from '#lib';

/** What a consent tells of a person. */
export interface InventedIdentity {
  readonly name: string;
  readonly birthDate: string;
}

interface Names {
  readonly given: string;
  readonly family: string;
}

const english: Names = {
  given:
    'Abigail Arthur Bridget Calvin Doris Edmund Florence Gavin Hazel Irvin June Keith Lorna Martin Nora Oscar Pauline Ralph Sylvia Victor',
  family:
    'Ashdown Barlow Crane Dalby Eastman Fenwick Garner Holt Irving Jessop Kemble Langford Merton Norwood Oakes Prescott Quill Rowe Selby Thorne',
};
const spanish: Names = {
  given:
    'Adela Bruno Carmela Diego Elvira Fermin Gloria Hector Ines Jacinto Leonor Mauricio Nieves Octavio Pilar Ramiro Sonia Tomas Ursula Vicente',
  family:
    'Aranda Benavides Cardenas Duarte Escobar Figueroa Galindo Herrero Ibarra Jurado Lozano Montero Naranjo Ochoa Paredes Quiroga Rosales Salinas Tejada Valverde',
};
const japanese: Names = {
  given: 'Akio Chiyo Daichi Emi Fumiko Goro Haruka Isamu Junko Kazuo Mariko Naoki Osamu Reiko Shinji Tomoko Yasuo Yoshie Masaru Setsuko',
  family:
    'Aoyama Endo Fujita Hirano Inoue Kawada Kubo Maeda Noguchi Okada Sakai Shimizu Takagi Ueda Wada Yamane Nishida Hoshino Imai Tsuda',
};
const southAfrican: Names = {
  given:
    'Anika Bongani Celeste Dumisani Esther Francois Gugu Hendrik Imka Jabulani Karin Lwazi Marlene Nomvula Otto Palesa Riaan Sibusiso Tandeka Willem',
  family:
    'Adams Botha Cele Dlamini Erasmus Fourie Gumede Hlongwane Jacobs Khumalo Marais Naidoo Pillay Radebe Sithole Steyn Tshabalala Venter Williams Zondo',
};

const ofCountry: Readonly<Record<string, Names>> = {
  MX: spanish,
  CO: spanish,
  ES: spanish,
  JP: japanese,
  ZA: southAfrican,
};

/** A person between 21 and 79 years old on the day, as the country names them. */
export function inventIdentity(random: RandomStream, country: string, today: Temporal.PlainDate): InventedIdentity {
  const { given, family } = ofCountry[country] ?? english;
  const born = today.subtract({ years: random.whole(21, 78), days: random.whole(1, 364) });
  return { name: `${random.pick(given.split(' '))} ${random.pick(family.split(' '))}`, birthDate: born.toString() };
}
