import { normalisePhrase } from '../../src/lib/help/phrases.ts';
import type { UrgentLang } from './urgent-statements.ts';

/** The floor: the words that anybody would think of first, found wherever they stand. */
export const keywords: Record<UrgentLang, string> = {
  en: 'suicide,suicidal,kill,die,dead,self harm,cut myself,hurt,hit,hits,beat,abuse,rape,raped,touched,nudes,drugs,gang,forced,marry,fgm,run away,ran away,homeless,nowhere to sleep,not safe,scared,threatened,knife,gun,stab,overdose,pills,tablets,starving,hungry',
  ar: 'انتحار,اقتل,اموت,الموت,اجرح نفسي,يضربني,ضربني,يؤذيني,اغتصاب,لمسني,تحرش,مخدرات,عصابة,يجبرني,زواج,ختان,هربت,اهرب,طردني,لا اشعر بالامان,خايف,خائف,هددني,سكين,مسدس,حبوب,جوعان',
  pl: 'samobójstwo,zabić,umrzeć,śmierć,tnę się,bije,bije mnie,uderzył,gwałt,dotyka mnie,molestuje,nagie,narkotyki,gang,zmusza,ślub,obrzezanie,uciekłam,uciekłem,bezdomny,nie mam gdzie spać,boję się,grozi,nóż,pistolet,tabletek,głodny',
  ti: 'ክመውት,ሞት,ነብሰይ ክቐትል,ነብሰይ ጸሊአ,ይወቕዓኒ,ወቒዑኒ,ይሃርመኒ,ይትንክፈኒ,ዓሚጹኒ,ድራግ,ጋንግ,የገድደኒ,ክምርዖ,ሃዲመ,ገዛ የብለይን,ድሕነት የብለይን,ፈሪሐ,እፈርሕ,የፈራርሓኒ,ካራ,ሽጉጥ,ከኒና,ጠምየ',
};

/** Whether any of some words, as they are normalised, stands in a text. */
export function hasAnyPhrase(text: string, phrases: readonly string[]): boolean {
  const words = ` ${normalisePhrase(text)} `;
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}
