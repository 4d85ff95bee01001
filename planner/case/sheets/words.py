"""What the columns of a sheet can say, and the words in which people head them, in English and Chinese.

`ALIASES` are headings as a whole; `PATTERNS` are parts of longer ones, looked for in this order. A heading is compared
in small letters, without its unit and year, with single blanks and no punctuation.
"""

from __future__ import annotations

import re

MONEY = ("capex", "yearly_cost", "saving")
OF_SECTORS = ("baseline", "cap", "target")
NUMBERS = {*MONEY, *OF_SECTORS, "potential", "tonnes", "tonnes_per_unit", "cost", "share", "coverage", "build_limit"}
"""What may be given by year."""
NOT_USED = {"number", "note", "cumulative", "result", "energy"}
ALIASES = {
    "measure": "measure|intervention|option|technology|project|action|lever|measures|减排措施|措施|技术|减排技术|项目|方案|举措|"
    "措施名称|技术名称|项目名称|name|measure name|名称|mitigation option|abatement option|abatement measure|process|class|"
    "tech|tech name|technology name|initiative|initiatives|initiative name|levers|措施内容|减排手段",
    "id": "id|code|编号|代码|measure id|措施编号",
    "name_en": "name en|english|english name|英文名|英文名称|名称英文",
    "name_zh": "name zh|chinese|chinese name|中文名|中文名称|名称中文",
    "sector": "sector|sectors|industry|domain|branch|部门|行业|领域|板块|所属部门|所属行业|所属领域|类别|category|部门行业|end use sector",
    "use": "use|end use|energy use|用途|终端用途|用能环节|用能系统|作用对象",
    "unit": "unit|计量单位|单位|措施单位|measure unit",
    "potential": "units|number of units|quantity|数量|规模|推广规模|实施规模|可推广量|推广量|最大规模|潜力规模|units potential|max units|capacity|volume",
    "tonnes": "tonnes|tons|abatement|reduction|mitigation|potential|abatement potential|annual abatement|emission reduction|"
    "emissions reduction|减排量|减排潜力|年减排量|碳减排量|减碳量|年减排潜力|潜力|increment",
    "tonnes_per_unit": "tonnes per unit|abatement per unit|tonnes a unit|unit abatement|单位减排量|单台减排量|每户减排量|单车减排量|单位减排",
    "cost": "cost per tonne|cost per ton|unit cost|mac|macc|abatement cost|marginal cost|marginal abatement cost|mitigation cost|"
    "单位成本|单位减排成本|减排成本|边际成本|边际减排成本|吨成本|吨减排成本|breakeven price|break even price|cost effectiveness|"
    "成本有效性|specific abatement cost|avoidance cost",
    "any_cost": "cost|costs|成本|费用|total cost|总成本|总费用|net cost|净成本|levelised cost|levelized cost|price|capture cost",
    "capex": "capex|investment|capital cost|投资|总投资|投资额|静态投资|初投资|初始投资|投资成本|建设投资|改造投资",
    "yearly_cost": "opex|yearly cost|annual cost|o m|o m cost|operating cost|running cost|fixed cost|运行费|年运行费|运行费用|"
    "年运行费用|年运行成本|运维费用|年运维费|年成本|年费用|年总成本|年化成本|annualised cost|annualized cost|total annual cost",
    "saving": "saving|savings|benefit|revenue|yearly saving|annual saving|energy saving|年节约|年节能收益|节能收益|年收益|收益|"
    "年效益|节约费用|年节约费用|年节省费用|cost saving|annual benefit",
    "lifetime": "lifetime life|life time|service life|寿命|使用寿命|寿命期|使用年限|设备寿命|运行年限|项目寿命|years of life",
    "first_year": "first year|start year|from year|available from|起始年|首年|起始年份|开始年份|最早年份|投运年份|实施年份",
    "build_limit": "build limit|yearly build|max build per year|年建设上限|年新增上限|每年最多|年最大新增|建设上限|年度新增上限",
    "group": "exclusive|exclusive group|mutually exclusive|exclusive with|exclusivity|variant|variant of|variants|alternatives|"
    "alternative|互斥组|互斥|互斥关系|排他组|排他|变体|替代组|择一组|二选一|互斥措施",
    "any_group": "group|grouping|分组|组|组别|措施组|measure group",
    "share": "share|share saved|saving share|saving rate|savings rate|节能率|节约率|节省比例|节能比例|减排比例|减排率|降碳率|下降比例|"
    "percent saved|saving percent|reduction rate|reduction share",
    "coverage": "coverage|applicability|penetration|适用比例|覆盖率|普及率|推广比例|适用范围比例|渗透率",
    "baseline": "baseline|baseline emissions|bau|bau emissions|reference emissions|business as usual|emissions|基准排放|基准排放量|"
    "基线排放|基线排放量|参考排放|现状排放|现状排放量|排放量|部门排放|部门排放量|基准情景排放|基准情景|基准|基线|co2 emissions|"
    "sector emissions|emissions without measures|无措施排放",
    "cap": "cap|caps|emission cap|emissions cap|emission limit|emissions limit|limit|排放上限|上限|碳排放上限|总量控制目标|排放控制目标|"
    "emission target|emissions target|排放目标|目标排放量|目标排放",
    "target": "target|reduction target|abatement target|targets|减排目标|减排要求|减排任务|目标减排量|required abatement|"
    "required reduction",
    "year": "year|年份|年度|年|target year|目标年|目标年份",
    "discount_rate": "discount rate|折现率|贴现率|社会折现率|real discount rate|wacc",
    "tonnes_unit": "tonnes unit|abatement unit|potential unit|减排量单位|减排单位|unit of abatement",
    "cost_unit": "cost unit|unit cost unit|mac unit|成本单位|单位成本单位|unit of cost",
    "number": "no|nr|rank|序号|排序|排名|rank no|number|次序",
    "note": "note|notes|source|sources|reference|references|comment|comments|remarks|remark|description|备注|说明|来源|数据来源|注|"
    "参考文献|依据|描述|region|region code|地区|区域|responsible|责任单位|牵头单位|主管部门|status|状态|实施状态",
    "cumulative": "cumulative abatement|cumulative|accumulated abatement|累计减排量|累积减排量|累计|累计减排潜力",
    "result": "npv|net present value|payback|payback period|irr|净现值|回收期|投资回收期|静态投资回收期|内部收益率|simple payback",
    "energy": "energy saved|节能量|年节能量|节电量|年节电量|electricity saved|fuel saved|energy savings",
}
PATTERNS = (
    (
        "cumulative",
        r"cumulat|accumulat|累计|累积|life(time)? .*(abate|saving|reduc|co2|carbon|emission)|寿命期.*减排|全生命周期减排",
    ),
    ("result", r"\bnpv\b|present value|payback|\birr\b|净现值|回收期|内部收益率"),
    ("discount_rate", r"discount rate|折现率|贴现率"),
    ("lifetime", r"\blife(time|span)?\b|寿命|使用年限|生命周期"),
    ("group", r"exclusiv|mutual|互斥|排他|不可同时|二选一|择一"),
    (
        "build_limit",
        r"\b(build|installation|construction) (limit|rate)|(per year|annual|yearly) (build|additions)|年(度)?新增|建设上限",
    ),
    ("first_year", r"(first|start|starting|earliest|commissioning|commercial) year|起始年|开始年|最早.*年"),
    ("coverage", r"applicab|penetration|coverage|适用比例|覆盖率|普及率|推广比例"),
    ("target", r"(reduction|abatement|mitigation) target|减排(目标|任务|要求)"),
    ("cap", r"emissions? (cap|limit|target|budget)|排放(上限|目标|控制)"),
    ("baseline", r"baseline|\bbau\b|business as usual|reference emission|基准(情景)?排放|基线排放|无措施"),
    (
        "share",
        r"share .*(saved|avoided)|(节能|节约|节省|减排|下降|降低)(率|比例|幅度)|(saving|savings|reduction) (rate|share|fraction|percentage)",
    ),
    ("capex", r"capex|capital|invest|upfront|up front|initial cost|first cost|overnight|投资|造价|购置|资本支出"),
    (
        "tonnes_per_unit",
        r"(abatement|reduction|tonnes|savings?) per (?!year|annum|tonne|ton\b)|(单位|单台|单车|每户|每台|每辆)(年)?(减排|减碳|降碳)(量|潜力)?$",
    ),
    (
        "cost",
        r"\bmac\b|\blcoa\b|levelis?z?ed cost of abatement|marginal abatement|abatement cost|mitigation cost|avoidance cost|cost (of|for) (abatement|mitigation|reduction|"
        r"avoided)|cost effectiveness|cost per (metric )?(tonnes?|tons?|[mk]?t(co2\w*)?)\b|per tonne|每吨|吨.*成本|(减排|减碳|降碳|边际).*(成本|费用)",
    ),
    (
        "yearly_cost",
        r"opex|\bo m\b|o and m|operat|running cost|maintenance|(annual|yearly|annualised|annualized).*costs?\b|运行费|运行成本|运维|维护|年化?(总)?(成本|费用)",
    ),
    (
        "saving",
        r"(cost|money|monetary|bill|fuel cost|energy cost|annual|yearly|net) (savings?|benefits?)|revenue|收益|效益|节约费|节省费|节约.*(费|金额)|节能.*(费|金额)",
    ),
    ("energy", r"(energy|electricity|fuel|power|gas) (saved|savings?)|节能量|节电量|节煤量|节气量"),
    (
        "tonnes",
        r"abate|mitigat|(emissions?|co2e?|ghg|carbon).*(reduc|saving|saved|avoid)|(reduc|avoid|saving).*(emissions?|co2e?|ghg|carbon)|"
        r"减排|减碳|降碳|碳减|避免排放|reduction potential",
    ),
    ("any_cost", r"\bcosts?\b|成本|费用"),
    ("sector", r"\b(sector|industry|branch)\b|部门$|行业$|领域$"),
    ("potential", r"number of|\bquantity\b|规模|数量|台数|户数"),
    ("measure", r"\b(measures?|options?|technology|intervention|lever)\b|措施$|措施名称|技术名称|项目名称|技术$"),
    ("note", r"source|remark|comment|来源|备注|说明"),
)
SHEETS = {
    "cap": r"\bcaps?\b|limit|上限|总量控制",
    "target": r"target|目标",
    "baseline": r"baseline|\bbau\b|reference|emission|基准|基线|排放",
}
"""What a sheet holds by its name, where its year columns do not say."""
NOTES = r"(?:注|备注|说明|资料来源|数据来源|来源|(?:notes?|sources?|remarks?)\b|[*†①]|\(\*)"
"""How a footnote begins."""
SECTION = r"([一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|[IVX]+[.．、]|第[一二三四五六七八九十]+[类部])\s*\S"
"""How a heading between rows begins."""
TOTAL = (
    r"合[计計]|[总總]([计計和]|[数數](?![据據])|减排|減排)|小[计計]|共[计計]|[汇匯][总總]|累[计計]|[减減]排[总總]量|σ|"
    r"\b(grand |overall |sub ?)?totals?\d*\b|\bsubtotals?\d*\b|\bsum\b|\boverall\b"
)
BESIDE_TOTAL = (
    r"grand|of|all|the|for|in|and|measures?|options?|sectors?|above|net|technical|mitigation|abatement|potential|savings?|reductions?|emissions?|costs?|"
    r"\d+|annual|全部|所有|全市|全年|本市|各项|各|以上|上述|措施|[减減]排|量|数|潜力|项|个|部门|领域|行业"
)
"""What may stand beside a word of totals so that nothing but a total is meant."""
WHOLE = r"(aggregate|cumulative|combined|ttl|tot|all( measures| sectors)?|city ?wide|(whole|entire) city|全市|本市|全部|总量|总体|整体)"
"""A name that says no more than this is asked about, or left aside where it adds up."""
OF_WHICH = r"(其中|of which|thereof|including\b)"


def plain(text: str) -> str:
    """A heading as it is compared: small letters, single blanks, no punctuation; none between Chinese characters."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = re.sub(r"[\W_]+", " ", apart.lower()).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", words)


SPELLINGS = {plain(name): says for says, listed in ALIASES.items() for name in listed.split("|")}
