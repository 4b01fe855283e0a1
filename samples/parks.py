"""The parks of the sample: real names, invented figures, and the habits of whoever fills their forms in."""
from dataclasses import dataclass, field, replace

from figures import Profile
from layouts import Shape

PRODUCTION, FINANCIAL = ("production",), ("financial",)


@dataclass(frozen=True)
class Park:
    name: str                # official
    short: str               # as the statistics bureau calls it
    called: str              # in file names
    writer: str              # the program that saves its forms
    profile: Profile
    shape: Shape
    file_name: str = "{called}{year}年{month}月{kind}监测表"
    waves: tuple = ()        # months sent in two batches
    months: tuple = (1, 2, 3, 4, 5, 6)
    monthly_shapes: dict = field(default_factory=dict)  # month -> what differs from its usual shape
    overrides: tuple = ()    # ((month, year_ago, indicator), value)

    def shape_in(self, month):
        return replace(self.shape, **self.monthly_shapes.get(month, {}))


PARKS = [
    Park("宁波高新技术产业开发区", "宁波高新区", "宁波高新区", "exceljs",
         Profile(316, 0.062, 1, ("新材料", "新一代信息技术", "高端装备制造")),
         Shape("宁波国家高新区管委会"), waves=(1, 2, 4, 5)),
    Park("绍兴高新技术产业开发区", "绍兴高新区", "绍兴高新区", "openpyxl",
         Profile(148, 0.081, 2, ("集成电路", "智能物联", "生物医药")),
         Shape("绍兴高新技术产业开发区", period="{year}年{month}月", stars="bracketed"),
         monthly_shapes={
             2: {"units": (("operating_revenue", "万元"), ("gross_industrial_output", "万元"), ("export_delivery_value", "元"))},
             3: {"units": tuple((i, "万元") for i in ("operating_revenue", "gross_industrial_output", "dominant_industry_output",
                                                    "profit_and_tax", "total_profit"))},
             5: {"units": (("operating_revenue", "亿元"), ("fixed_asset_investment", "万元"), ("hightech_investment", "万元"))}}),
    Park("嘉兴高新技术产业开发区", "嘉兴高新区", "嘉兴秀洲高新区", "openpyxl",
         Profile(121, 0.035, 0, ("光电信息", "新能源汽车", "高端装备制造")),
         Shape("嘉兴秀洲高新区", other_labels=True), waves=(2, 6)),
    Park("湖州莫干山高新技术产业开发区", "湖州莫干山高新区", "湖州莫干山高新区", "libreoffice",
         Profile(173, 0.094, 1, ("智能物联", "生物医药", "现代纺织")),
         Shape("湖州莫干山高新区", stars="spaced"), file_name="{called}{year:04d}{month:02d}{kind}监测表",
         monthly_shapes={1: {"as_text": True}, 4: {"as_text": True}, 6: {"period": "２０２６年６月"}}),
    Park("萧山临江高新技术产业开发区", "萧山临江高新区", "萧山临江高新区", "sheetjs",
         Profile(287, 0.047, 2, ("新材料", "高端装备制造", "节能环保")),
         Shape("萧山临江高新技术产业开发区", unit_line="万元")),
    Park("萧山高新技术产业园区", "萧山高新区", "萧山高新区", "libreoffice",
         Profile(96, 0.073, 1, ("数字安防", "高端装备制造", "新一代信息技术")),
         Shape("萧山高新技术产业园区", offset=(3, 2))),
    Park("宁波江北光电新材料高新技术产业园区", "宁波江北光电新材料高新区", "宁波江北光电新材料高新区", "exceljs",
         Profile(64, 0.112, 1, ("光电信息", "新材料", "节能环保")),
         Shape("宁波江北光电新材料高新技术产业园区", inserted=(
             ("export_delivery_value", (["期末从业人员", "人", 18240, 17655, 18240, 17655, "园区自加"], [])),))),
    Park("诸暨环保节能(现代环保装备)高新技术产业园区", "诸暨环保节能(现代环保装备)高新区", "诸暨高新区", "sheetjs",
         Profile(52, -0.021, 1, ("节能环保", "新材料", "智能物联")),
         Shape("诸暨环保节能（现代环保装备）高新技术产业园区"), waves=(4,),
         monthly_shapes={month: {"in_cell": ("operating_revenue", "gross_industrial_output")} for month in (2, 3, 6)}),
    Park("乐清智能电气高新技术产业园区", "乐清智能电气高新区", "乐清高新区", "openpyxl",
         Profile(118, 0.069, 2, ("智能电气", "高端装备制造", "新材料")),
         Shape("乐清智能电气高新区", other_headers=True, reported="{year}.{month}.{day}"),
         file_name="{called}{month}月份{kind}监测表", monthly_shapes={3: {"stars": "bare"}, 6: {"stars": "half-width"}}),
    Park("龙港青龙湖高新技术产业园区", "龙港青龙湖高新区", "龙港青龙湖高新区", "openpyxl",
         Profile(17, 0.143, 1, ("现代印刷", "新材料", "智能物联")),
         Shape("龙港青龙湖高新技术产业园区", office_rows="filled"), months=(1, 3, 4, 5, 6),
         monthly_shapes={1: {"placeholders": ("export_delivery_value",)}, 4: {"period": ""}},
         overrides=(((1, False, "export_delivery_value"), 0), ((1, True, "export_delivery_value"), 0),
                    ((1, False, "total_profit"), "6120.5"), ((1, True, "total_profit"), "-4380.2"),
                    ((2, False, "total_profit"), "-2650.4"), ((2, True, "total_profit"), "-7215.8"))),
    Park("余杭高新技术产业园区", "余杭高新区", "余杭高新区", "openpyxl",
         Profile(203, 0.088, 1, ("智能物联", "高端装备制造", "新材料")),
         Shape("余杭高新技术产业园区", instructions=True), waves=(1, 3),
         file_name="{called}{kind}监测表（{year}年{month}月）"),
    Park("余杭生物医药高新技术产业园区", "余杭生物医药高新区", "余杭生物医药高新区", "libreoffice",
         Profile(71, 0.126, 2, ("生物医药", "智能物联", "新材料")),
         Shape("余杭生物医药高新技术产业园区", office_rows="deleted", stars="unmarked")),
]

# Known to the offices alone: it sends no form.
OFFICE_ONLY = Park("台州高新技术产业园区", "台州高新区", "", "", Profile(84, 0.051, 0, ("新材料", "高端装备制造", "生物医药")), Shape(""))
