"""Names of months and zones, as dates of feeds are written with them.

Names are compared folded: in lower case and without marks (see `fold`).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_MONTHS: Final = """
en january jan|february feb|march mar|april apr|may|june jun|july jul|august aug
|september sept sep|october oct|november nov|december dec
de januar jänner jan jän|februar feber feb|märz mär mrz|april apr|mai|juni jun|juli jul|august aug
|september sept sep|oktober okt|november nov|dezember dez
fr janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juil|août aoû
|septembre sept|octobre oct|novembre nov|décembre déc
es enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago
|septiembre setiembre sep sept set|octubre oct|noviembre nov|diciembre dic
it gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago
|settembre set sett|ottobre ott|novembre nov|dicembre dic
pt janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago
|setembro set|outubro out|novembro nov|dezembro dez
ru январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|июнь июня июн
|июль июля июл|август августа авг|сентябрь сентября сен сент|октябрь октября окт
|ноябрь ноября ноя нояб|декабрь декабря дек
pl styczeń stycznia sty|luty lutego lut|marzec marca mar|kwiecień kwietnia kwi|maj maja
|czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz
|październik października paź|listopad listopada lis|grudzień grudnia gru
nl januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug
|september sep|oktober okt|november nov|december dec
sv januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug
|september sep|oktober okt|november nov|december dec
da januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug
|september sep|oktober okt|november nov|december dec des
el ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ|μαρτίου μάρτιος μαρ|απριλίου απρίλιος απρ
|μαΐου μάιος μαι|ιουνίου ιούνιος ιουν ιον|ιουλίου ιούλιος ιουλ ιολ|αυγούστου αύγουστος αυγ
|σεπτεμβρίου σεπτέμβριος σεπ|οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε
|δεκεμβρίου δεκέμβριος δεκ
tr ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl
|ekim eki|kasım kas|aralık ara
uk січень січня січ|лютий лютого лют|березень березня бер|квітень квітня квіт|травень травня трав
|червень червня черв|липень липня лип|серпень серпня серп|вересень вересня вер
|жовтень жовтня жовт|листопад листопада лист|грудень грудня груд
bg януари яну|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
sr јануар|фебруар|март|април|мај|јун|јул|август|септембар|октобар|новембар|децембар
sr januar|februar|mart|april|maj|jun|jul|avgust|septembar|oktobar|novembar|decembar
cs leden ledna|únor února|březen března|duben dubna|květen května|červen června|červenec července
|srpen srpna|září|říjen října|listopad listopadu|prosinec prosince
sk január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla
|august augusta|september septembra|október októbra|november novembra|december decembra
ro ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie|octombrie
|noiembrie noi|decembrie
fi tammikuu tammikuuta|helmikuu helmikuuta|maaliskuu maaliskuuta|huhtikuu huhtikuuta
|toukokuu toukokuuta|kesäkuu kesäkuuta|heinäkuu heinäkuuta|elokuu elokuuta|syyskuu syyskuuta
|lokakuu lokakuuta|marraskuu marraskuuta|joulukuu joulukuuta
et jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember
lv janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā
|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī
|decembris decembrī
lt sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio
ca gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre
id januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
ar يناير|فبراير|مارس|أبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر
he ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי
|אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר
hu január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
""".replace("\n|", "|")
"""A language a line, its months parted by bars: every form that dates use."""
ZONES: Final = {
    name: hours * 60
    for hours, names in {
        0: "z ut utc gmt wet",
        1: "wat bst west cet met mez",
        2: "cest mest mesz eet cat sast",
        3: "eest msk eat trt",
        4: "msd gst",
        5: "pkt",
        5.5: "ist",
        5.75: "npt",
        7: "ict wib",
        8: "hkt sgt pht awst",
        9: "jst kst",
        9.5: "acst",
        10: "aest",
        10.5: "acdt",
        11: "aedt",
        12: "nzst",
        13: "nzdt",
        -2.5: "ndt",
        -3: "adt brt art",
        -3.5: "nst",
        -4: "edt ast clt",
        -5: "est cdt et",
        -6: "cst mdt ct",
        -7: "mst pdt mt",
        -8: "pst akdt pt",
        -9: "akst",
        -10: "hst",
    }.items()
    for name in names.split()
}
"""Minutes east of Greenwich; of a name that is used in several places, the most frequent one."""


def fold(text: str) -> str:
    """Lower case, compatible forms made plain, marks taken off."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


@cache
def months() -> dict[str, int]:
    """The number of a month by its folded name."""
    found: dict[str, int] = {}
    for line in fold(_MONTHS).split("\n"):
        for number, names in enumerate(line[2:].split("|"), start=1):
            found.update(dict.fromkeys(names.split(), number))
    return found
