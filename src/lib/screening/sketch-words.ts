/** Words that say nothing of what a message is about, as `wordsOf` in sketch.ts writes them. Not complete, and need not be. */
const small = {
  en: `young people person someone somebody everyone a about after again all also am an and any are as at be because been before but by can cant could did didnt do
    does doesnt dont for from get gets getting go going got had has have havent he her here him his how i id if ill im
    in is isnt it its ive just know like me more much my no not now of off on one only or our out please really said
    say she should so some still than that thats the their them then there they theyre this to too up us very want
    was wasnt we well were what when where which who why will with wont would you your`,
  pl: `a aby ale albo bardzo bez bo by byc byl byla bylo chce co czy dla do gdy gdzie go i ich ja jak jest jestem juz
    kiedy ktora ktory ktos lub ma mam mi mnie moge moj moja moje mozna na nam nas nawet nic nie nikt nim o od on ona
    oni po prosze przez sa sie tak tam te tego ten to tu tutaj ty tylko u w wiec wy z za ze zeby`,
  ar: `ان انا الى اي او اذا انه انها بعد قبل بين تم ثم حتى حول ذلك عن على عند عندما عندي غير في فقط فيه قد كان كانت كل كما
    كيف لا لان لقد لك لكن لم لن له لها لي ليس ما ماذا متى مع من منذ منه نحن نفس هذا هذه هل هم هنا هناك هو هي و يا يكون`,
  ti: `ኣብ ካብ ናብ ምስ እዩ እያ እዮም ኣሎ ኣለኒ ኣለና ነይሩ ኣይኮነን ከኣ ግን እንተ ክሳብ ብዛዕባ ኣነ ንስኻ ንሱ ንሳ ንሕና እዚ እቲ እታ ነዚ ነቲ ናይ ኩሉ ከመይ ስለ ምኽንያቱ
    ብጣዕሚ ድማ ወይ ከም ክንደይ እንታይ መዓስ ኣበይ መን የለን የብለይን`,
};

export const smallWords: ReadonlySet<string> = new Set(
  Object.values(small).flatMap((words) => words.split(/\s+/)),
);
