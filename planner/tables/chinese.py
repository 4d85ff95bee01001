"""The data dictionary in Chinese: what tables, columns, options and units are called and what they mean.

English stands where a table is declared; a table may bring its Chinese with it (`Row.CHINESE`). Headings and options are read in Chinese, too, and a workbook is written in
them. Columns under "" are the same in every table that has them.
"""

from __future__ import annotations

from typing import Any

TABLES = {
    "case.toml": ("设定", "算例是什么：年份、货币和账户。"),
    "case.toml accounts": ("账户", "排放账户：一套排放核算口径。"),
    "sectors.csv": ("部门", "排放计入哪里。部门可以归入一个有自己上限的部门组。"),
    "services.csv": ("服务", "城市必须得到的服务：逐年需求。"),
    "carriers.csv": ("载体", "可以购买、可以由技术生产、或两者皆可的能源与物料；逐年平衡，或在各时段内平衡。"),
    "prices.csv": ("价格", "所购载体的价格。"),
    "emission_factors.csv": ("排放因子", "每单位所购载体在一个账户中的排放。"),
    "baseline.csv": ("基准排放", "部门中不由任何载体带来的排放。"),
    "interventions.csv": ("措施", "可以建设的东西：技术、改进、捕集、减排项或储能。"),
    "unit_flows.csv": ("单位消耗", "措施每供应或每建成一单位所消耗（+）或联产（-）的载体，未计任何改进。"),
    "slices.csv": ("时段", "一年的一部分，分时段的服务和载体在其中平衡：一个季节典型日中的若干小时。"),
    "profiles.csv": ("曲线", "需求、可用率、流量或价格在各时段之间的差别。"),
    "savings.csv": ("节约率", "一项改进使技术少消耗某种载体的比例。"),
    "captures.csv": ("捕集", "一项捕集可以处理哪项技术的烟气。"),
    "process_emissions.csv": ("过程排放", "每单位活动量的排放（+）或避免的排放（-），不由任何载体带来。"),
    "paths.csv": ("逐年变化", "“措施”表中逐年变化的一列，单位与那里相同。"),
    "caps.csv": ("上限", "排放上限：逐年，或从第一年累计到所给年份。"),
    "budgets.csv": ("预算", "每年最多投资多少，或一个付款方最多支出多少。"),
    "payers.csv": ("付款方", "谁付款：市财政、国家、企业、居民。outside 指其他所有人，无需列出。"),
    "payer_shares.csv": ("付款份额", "每项成本由哪个付款方承担多少。"),
    "tariffs.csv": ("资费", "使用者为载体付多少，生产者得多少；没有行时按“价格”表。"),
    "transfers.csv": ("转移支付", "一个付款方付给另一个：补助、税、上网补贴、票款、费用。"),
    "loans.csv": ("贷款", "为一个付款方的投资提供的贷款、债券或基金；数值为每年最多提款额。"),
    "allowances.csv": ("免费配额", "付款方一年中免费得到的排放配额，按其账户和范围的碳价计值。"),
    "carbon_prices.csv": ("碳价", "一个范围内排放的价格；模型文件中 carbon_price = true 时使用。"),
    "sources.csv": ("来源", "数字从哪里来：来源中的数值、区间和证据等级。"),
    "scenarios.csv": (
        "情景",
        "一个假设情景。它的改动写在工作簿的“情景改动”表，或文件夹的 scenarios/<scenario>.csv 中。",
    ),
    "scenarios/<scenario>.csv": ("情景改动", "情景对某张表的一处改动，在检查之前作出；按先后顺序执行。"),
}
"""File -> (name of the sheet, meaning)."""

_SCOPE = ("范围", "留空：全市；或部门组；或部门")
_ACCOUNT = ("账户", "排放账户")
_INTERVENTION = ("措施", "哪项措施")
_CARRIER = ("载体", "哪种载体")
_ACCOUNT_UNIT = ("单位", "账户的单位")
_SLICED = ("分时段", "是否在“时段”表的每个时段内平衡；否则全年平衡")

COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "": {
        "name_en": ("英文名称", "英文名称，用于报告和图"),
        "name_zh": ("中文名称", "中文名称，用于报告和图"),
        "amount": ("数值", "各年都用的一个数值，代替年份列"),
        "years": ("年份", "每年一列：给出的年份之间线性插值，之外保持不变"),
        "between": ("年份之间", "两个给出的年份之间：沿直线（默认），或不受限制"),
        "decided": ("已定", "是否已经决定：是则属于现行政策，即每个方案的一个参照"),
        "policy": ("政策", "政策的标识"),
        "source": ("来源", "“来源”表中的键，多个用 ; 分隔；只针对某一列或某一年的写作 capex: 键、2030: 键"),
        "note": ("备注", "自由备注"),
    },
    "case.toml": {
        "title_en": ("英文标题", "英文标题"),
        "title_zh": ("中文标题", "中文标题"),
        "first_year": ("起始年", "规划的第一年"),
        "last_year": ("终止年", "规划的最后一年"),
        "price_year": ("价格年", "所有金额都按这一年的价格计"),
        "money": ("货币单位", "结果的货币单位，如 百万元"),
        "discount_rate": ("折现率", "每年的实际折现率，也用于计算年金"),
        "source": ("来源", "折现率在“来源”表中的键，多个用 ; 分隔"),
        "default_model": ("默认模型", "未指定模型时所用的模型"),
        "counted": ("计数单位", "本算例用作单位的计数名称，如 户、台"),
        "accounts": ("账户", "各个排放账户"),
    },
    "case.toml accounts": {
        "id": ("标识", "账户的标识"),
        "name_en": ("英文名称", "英文名称"),
        "name_zh": ("中文名称", "中文名称"),
        "unit": ("单位", "排放的单位，如 万吨 CO2"),
        "gas": ("气体", "何种气体；留空：单位中写明的污染物，否则为 CO2。捕集作用于 CO2 账户"),
    },
    "sectors.csv": {
        "sector": ("部门", "部门的标识"),
        "group": ("部门组", "部门所属的组，供上限和碳价使用"),
        "net_negative": ("可为负", "减排项能否使该部门的排放降到零以下（碳汇、直接空气捕集）"),
    },
    "services.csv": {
        "service": ("服务", "服务的标识"),
        "unit": ("单位", "服务的单位"),
        "sliced": _SLICED,
    },
    "carriers.csv": {
        "carrier": ("载体", "载体的标识"),
        "unit": ("单位", "载体的单位"),
        "bought": ("可购买", "能否按“价格”表中的价格购买"),
        "counted_in": ("计入部门", "其排放按购买量计入的部门；留空：在何处燃烧就在何处按消耗量计入"),
        "surplus": ("可弃用", "无人使用的部分是否可以弃掉"),
        "enabler": (
            "使能",
            "是否只为其他措施提供条件（可靠容量、灵活性、充电、CO2 运输）：在柱状图和归因中，供应它的措施归入它所服务的措施",
        ),
        "sliced": _SLICED,
    },
    "prices.csv": {
        "carrier": _CARRIER,
        "unit": ("单位", "每单位载体的金额"),
    },
    "emission_factors.csv": {
        "carrier": _CARRIER,
        "account": _ACCOUNT,
        "unit": ("单位", "每单位载体对应的账户单位"),
    },
    "baseline.csv": {
        "sector": ("部门", "哪个部门"),
        "account": _ACCOUNT,
        "unit": _ACCOUNT_UNIT,
    },
    "interventions.csv": {
        "intervention": ("措施", "措施的标识"),
        "kind": (
            "类别",
            "技术供应服务或载体，改进减少技术的消耗，捕集从技术中收集 CO2，减排项直接改变排放，储能在时段之间转移",
        ),
        "sector": ("部门", "措施所在的部门"),
        "of": ("对象", "它所供应（技术）、改进（改进）或储存（储能）的服务或载体"),
        "group": ("组", "同一措施的各档或各变体；同组的改进不会用在同一单位上"),
        "unit": ("建设单位", "所建内容的计量单位"),
        "output": ("单位产出", "每建成一单位每年供应多少，按服务或载体的单位计（技术）"),
        "cost_unit": ("投资单位", "单位投资和固定成本的单位：每建成单位的金额"),
        "variable_unit": ("可变成本单位", "可变成本的单位：每供应、改进、捕集或减排一单位的金额"),
        "incumbent": ("现有技术", "在冻结参照中能否更新"),
        "decided": ("已定", "现行政策是否建设它：是则可与现有技术一同在现行政策参照中建设"),
        "existing": ("现有存量", "第一年的存量；余下的在一个寿命期内递减，除非“逐年变化”表逐年给出"),
        "capex": ("单位投资", "建造当年每单位的隔夜投资"),
        "fixed_cost": ("固定成本", "每单位存量每年的成本；只有减排项可以为负"),
        "variable_cost": ("可变成本", "每单位活动量的成本"),
        "lifetime": ("寿命", "一个单位可用多少年"),
        "first_year": ("最早年份", "最早可以建设的年份"),
        "potential": ("潜力", "任何一年最多可有的存量；留空：不限"),
        "build_limit": ("年建设上限", "一年最多可建多少；留空：不限"),
        "growth": ("增长率", "存量一年最多比上一年增长多少（比例）；留空：不限"),
        "growth_seed": ("起步量", "在增长率之外可另加的量，以便从零起步"),
        "minimum_use": ("最低利用率", "产出×存量中至少要用的比例（技术）"),
        "full_hours": (
            "满负荷小时",
            "产出所对应的满负荷小时数：可随时调用者每小时至多供应产出除以满负荷小时；储能：一年中可满功率放出的小时数",
        ),
        "storage_hours": ("储能时长", "储满后满功率放完所需的小时数"),
        "efficiency": ("储能效率", "储能放出量占充入量的比例"),
    },
    "unit_flows.csv": {
        "intervention": _INTERVENTION,
        "carrier": _CARRIER,
        "per": (
            "基准",
            "留空：每供应（改进、捕集、减排、放出）一单位；存量：每建成一单位，无论是否运行，不节约，也不是烟气",
        ),
        "unit": ("单位", "每供应或每建成一单位对应的载体单位"),
    },
    "slices.csv": {
        "slice": ("时段", "时段的标识"),
        "season": ("季节", "所属季节；同一季节的时段按行的顺序构成一个典型日。尖峰日是一个 24 小时的季节"),
        "season_en": ("季节英文名称", "季节的英文名称，用于图；写在其中一行即可"),
        "season_zh": ("季节中文名称", "季节的中文名称"),
        "hours": ("小时", "一年中的小时数：典型日中的小时数乘以该日的天数。全部时段合计 8,760"),
    },
    "profiles.csv": {
        "thing": (
            "对象",
            "分时段的服务（需求）、分时段的技术（可用率）、储能（可用功率的比例）、外购的分时段载体（价格）；填有载体时：谁的流量",
        ),
        "carrier": ("载体", "流量有变化的分时段载体；留空：对象自身"),
        "slices": ("时段", "每个时段一列；1 为全年均值"),
    },
    "savings.csv": {
        "improvement": ("改进", "哪项改进"),
        "carrier": ("载体", "少消耗的载体"),
        "technology": ("技术", "哪项技术；留空：供应该对象且没有单独一行的所有技术"),
        "fraction": ("节约比例", "在其他改进之后的余量中节约的比例"),
    },
    "captures.csv": {
        "capture": ("捕集", "哪项捕集"),
        "technology": ("技术", "它在现场收集其排放的技术"),
        "rate": ("捕集率", "所处理烟气中被捕集的比例"),
    },
    "process_emissions.csv": {
        "intervention": _INTERVENTION,
        "account": _ACCOUNT,
        "unit": ("单位", "每供应一单位对应的账户单位（减排项：按其自身单位）"),
    },
    "paths.csv": {
        "intervention": _INTERVENTION,
        "column": (
            "变化的列",
            "逐年变化的列；“措施”表中的值不再使用。现有存量可以上升：增加的部分属于已定，其投资计入方案和每个参照",
        ),
    },
    "caps.csv": {
        "account": _ACCOUNT,
        "scope": _SCOPE,
        "kind": ("类别", "逐年的上限，或累计到该年为止的上限（填“数值”：到最后一年）"),
        "unit": _ACCOUNT_UNIT,
        "years": ("年份", "每年一列：所给首年之前和末年之后不受限制"),
    },
    "budgets.csv": {
        "unit": ("单位", "数值的单位"),
        "payer": ("付款方", "谁的预算；留空：全部付款方合计"),
        "covers": ("涵盖", "当年建设与已定内容的隔夜投资，或该付款方当年的全部支出"),
        "over": ("基于参照", "参照：数值是在该参照支出之上的增加额"),
        "carry_over": ("结转比例", "余额中留给下一个有预算的年份的比例"),
        "scope": _SCOPE,
        "years": ("年份", "每年一列：所给首年之前和末年之后不受限制"),
    },
    "payers.csv": {
        "payer": ("付款方", "付款方的标识"),
        "people": ("人数", "代表多少人：用于计算人均负担"),
    },
    "payer_shares.csv": {
        "of": ("对象", "措施、措施组、部门或部门组；留空：全部。按此顺序，先有行的算数"),
        "cost": ("成本", "哪项成本；留空：该对象没有单独一行的各项成本。所生产的归投资的付款方"),
        "payer": ("付款方", "谁付款"),
        "share": ("份额", "承担的比例；同一成本的份额合计为 1"),
    },
    "tariffs.csv": {
        "carrier": _CARRIER,
        "side": ("方向", "使用者付的，或生产者得的"),
        "of": ("对象", "措施或付款方；留空：没有单独一行的全部"),
        "supplier": ("供应方", "使用者付给谁，由谁付给生产者并付购买款；每种载体一个"),
        "self_used": ("自用比例", "所产中由所有者自用的比例：省下其使用资费（仅用于生产方向）"),
        "unit": ("单位", "每单位载体的金额"),
    },
    "transfers.csv": {
        "transfer": ("转移支付", "转移支付的标识"),
        "payer": ("付款方", "谁付；留空：承担该成本的付款方"),
        "payee": ("收款方", "谁得；留空：承担该成本的付款方"),
        "basis": ("基础", "按什么支付：投资的比例，或每新增单位、每单位存量、活动量、载体消耗量、排放量"),
        "of": ("对象", "措施（改进：指它所改进的部分）、组、部门、部门组或服务；留空：全部"),
        "carrier": ("载体", "哪种载体（按消耗量支付时）"),
        "account": ("账户", "哪个账户（按排放量支付时）"),
        "unit": ("单位", "% 或 1（按投资时），否则为每单位基础的金额"),
    },
    "loans.csv": {
        "loan": ("贷款", "贷款的标识"),
        "lender": ("贷款方", "谁出借"),
        "borrower": ("借款方", "谁借入，用于其承担的投资"),
        "of": ("用途", "可用于：措施、组、部门、部门组；留空：全部"),
        "share": ("比例", "扣除补助后的投资中最多可借的比例"),
        "rate": ("利率", "利率"),
        "tenor": ("期限", "多少年还清；年初提款，当年及以后各年年末还款"),
        "grace": ("宽限期", "起初只付利息的年数；期限减一：到期一次还本的债券"),
        "subsidy_rate": ("贴息率", "按未还余额给借款方的贴息，至多等于利率"),
        "subsidy_from": ("贴息方", "由谁贴息"),
        "unit": ("单位", "数值的货币单位"),
        "years": ("年份", "每年一列：首年之前和末年之后不能提款"),
    },
    "allowances.csv": {
        "account": _ACCOUNT,
        "scope": ("范围", "与“碳价”表中某行的范围相同。留空：全市；或部门组；或部门"),
        "payer": ("付款方", "谁得到"),
        "unit": _ACCOUNT_UNIT,
    },
    "carbon_prices.csv": {
        "account": _ACCOUNT,
        "scope": _SCOPE,
        "unit": ("单位", "账户每单位排放的金额"),
    },
    "sources.csv": {
        "key": ("键", "其他表引用的键"),
        "title": ("标题", "这个数字是什么；题名、作者"),
        "title_zh": ("中文标题", "同上，中文"),
        "value": ("数值", "来源中的数值；来源给出多个时留空"),
        "low": ("下限", "区间的低端"),
        "high": ("上限", "区间的高端"),
        "unit": ("单位", "数值、下限和上限的单位"),
        "formula": ("公式", "推导值如何由其他键得出：+ - * / ** ( )、数字和键"),
        "where": ("出处", "在哪里可以找到，或如何推导"),
        "year": ("年份", "数字所指的年份"),
        "grade": ("等级", "证据的等级"),
        "note": ("备注", "自由备注，包括来源中的笔误"),
    },
    "scenarios.csv": {
        "scenario": ("情景", "情景的标识，也是其文件名"),
        "note_en": ("英文说明", "它假设什么、说明什么（英文）"),
        "note_zh": ("中文说明", "同上，中文"),
    },
    "scenarios/<scenario>.csv": {
        "table": (
            "表",
            "哪张表，如 价格（prices.csv）；或 设定（case.toml）：折现率、起始年、终止年、价格年和默认模型",
        ),
        "key": ("键", "该行的键：一个标识；多个部分用 / 连接，空的略去，如 electricity/co2。改“设定”时留空"),
        "column": (
            "列",
            "一列，或一项设定；一个年份（2035：该年数值，与相邻给出年份之间按直线变化）；"
            "一段年份（2030-2040：其中每一年，不影响其他年）；years：该行所有数值",
        ),
        "change": (
            "改动",
            "设为：写入该值；乘以、加上：原数值乘以或加上该值；新增：以该键新开一行并写入该值；"
            "替换：该行除键以外全部清空后写入该值",
        ),
        "value": ("值", "设成什么、乘以几倍、加上多少；对一段年份也可写两个数：1 to 0.93，从首年到末年均匀变化"),
    },
}
"""File -> column -> (heading, meaning)."""

OPTIONS = {
    "true": "是",
    "false": "否",
    "technology": "技术",
    "improvement": "改进",
    "capture": "捕集",
    "reduction": "减排项",
    "storage": "储能",
    "capex": "单位投资",
    "fixed_cost": "固定成本",
    "variable_cost": "可变成本",
    "existing": "现有存量",
    "potential": "潜力",
    "build_limit": "年建设上限",
    "fixed": "固定",
    "variable": "可变",
    "energy": "能源",
    "carbon": "碳",
    "use": "使用",
    "made": "生产",
    "consumption": "消耗量",
    "emissions": "排放量",
    "investment": "投资",
    "spending": "支出",
    "frozen": "冻结参照",
    "current_policies": "现行政策参照",
    "least_cost": "最低成本参照",
    "yearly": "逐年",
    "cumulative": "累计",
    "linear": "沿直线",
    "free": "不限",
    "at_least": "至少",
    "at_most": "至多",
    "exactly": "恰好",
    "new_units": "新增",
    "stock": "存量",
    "activity": "活动量",
    "purchases": "购买量",
    "read in source": "读自来源",
    "derived": "推导",
    "report": "报道",
    "recalled, unverified": "凭记忆，未核实",
    "assumption": "假设",
    "set": "设为",
    "times": "乘以",
    "plus": "加上",
    "new": "新增",
    "replace": "替换",
    "1": "1",
    "%": "%",
}
"""What a cell may say where there is a choice."""

UNITS = {
    "commodity units per unit built": "每建成单位的供应量",
    "units built": "建设单位",
    "cost_unit": "见“投资单位”",
    "variable_unit": "见“可变成本单位”",
    "years": "年",
    "hours": "小时",
    "share": "比例",
    "people": "人",
    "per year, real": "每年（实际）",
}
"""What the numbers of a column are measured in."""
CHINESE: dict[str, dict[str, Any]] = {"tables": TABLES, "columns": COLUMNS, "options": OPTIONS, "units": UNITS}
"""The parts of a glossary; a further language has its own in its catalogue."""
