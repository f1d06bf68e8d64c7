"""The one table of Chinese forms: of the keys of policy files, and of the words that a key takes its value from.

Every key and word has its English form, which the records keep, and one or more Chinese forms; the first is the one that is printed.
"""

from __future__ import annotations

from typing import Final

KEYS: Final[dict[str, tuple[str, ...]]] = {
    # files
    "program": ("项目",), "extends": ("修改",), "parameter": ("参数",), "subject": ("主体",), "definitions_of": ("定义对象",),
    # sections
    "sources": ("文件",), "readings": ("解读",), "definitions": ("定义",), "applies": ("适用",), "conditions": ("条件",), "grants": ("给付",),
    "relations": ("关系",), "untranslatable": ("未编码",), "articles": ("条文",), "next_step": ("下一步",), "facts": ("事实",), "values": ("取值",),
    # texts
    "label": ("名称",), "name": ("中文名",), "id": ("英文名",), "says": ("说明",), "fails": ("不符说明",), "because": ("差别",), "note": ("备注",),
    "text": ("内容",), "reason": ("理由",), "ask": ("提问",), "evidence": ("材料",), "title": ("标题",), "number": ("文号",),
    # time
    "from": ("施行", "起"), "until": ("废止", "止"), "cited_until": ("引用至",), "published": ("公布",), "confirmed": ("确认",),
    "after_gap": ("间断后",), "review": ("复核期",), "before_first": ("首值之前",), "payable_from": ("起发",), "valid_for": ("有效期",),
    "review_every": ("定期复核",),
    # rules
    "for_each": ("对象",), "apply_at": ("申请地",), "local": ("由地方设立",), "discretionary": ("可以",), "when": ("当",), "all": ("全部",), "any": ("任一",),
    "if": ("如果",), "value": ("金额", "值"), "type": ("类型", "单位"), "round": ("取整",), "to": ("到",), "mode": ("方式",), "drop": ("取消",),
    "given_as": ("给付形式",),
    "source": ("依据",), "reading": ("依解读",), "grade": ("等级",), "effect": ("影响",),
    "excludes": ("排斥",), "requires": ("须先符合",), "takes_precedence": ("优先",), "higher_of": ("就高",), "tops_up": ("补足",),
    "converts_to": ("转入",), "same": ("同一",), "leaves_family": ("退出家庭",),
    # tables
    "table": ("表",), "hit": ("命中",), "inputs": ("输入",), "rows": ("行",), "then": ("则",), "else": ("否则",),
    "priority": ("优先次序",),
    # vocabulary and parameters
    "within": ("属于",), "list": ("列表",), "complete": ("完整",), "alone": ("单独申请",), "size": ("个数",), "identified_by": ("标识",), "items": ("每项",),
    "range": ("范围",), "ordinary": ("通常",), "only_if": ("仅当",), "at_most": ("不超过",), "counts_as": ("计为",), "claims": ("表示享受",),
    "obtain": ("取得方式",),
    "changeable": ("可变",), "sensitivity": ("敏感程度",), "about": ("关于",), "renamed_from": ("原名",), "also_called": ("又称",),
    "scope": ("适用范围",),
    # articles
    "count": ("条数",), "sections": ("各部分项数",), "out_of_scope": ("不属范围",),
}  # fmt: skip

CHOICES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "type": {
        "boolean": ("是否",), "count": ("人数", "次数"), "number": ("数",), "ratio": ("比例",), "yuan": ("元",), "yuan/month": ("元/月",),
        "yuan/year": ("元/年",), "m2": ("平方米",), "hours": ("小时",), "days": ("天",), "months": ("个月",), "years": ("年", "周岁"),
        "date": ("日期",), "text": ("文本",), "place": ("地点",), "program": ("项目",), "person": ("人",), "persons": ("多人",),
        "enum": ("选项",), "list": ("列表",), "boundary": ("界限词",),
    },
    "grade": {
        "text": ("原文",), "official": ("官方网页",), "press": ("媒体",), "recalled": ("记忆",), "assumed": ("假定",),
    },
    "effect": {"may_admit": ("可能纳入",), "may_exclude": ("可能排除",), "may_change_amount": ("可能改变金额",)},
    "mode": {"half_up": ("四舍五入",), "half_even": ("四舍六入五成双",), "up": ("进位",), "down": ("舍去",)},
    "hit": {
        "U": ("唯一",), "A": ("任意",), "P": ("优先",), "F": ("首个",), "R": ("顺序",), "O": ("次序",), "C": ("汇总",),
        "C+": ("求和",), "C<": ("最小",), "C>": ("最大",), "C#": ("计数",),
    },
    "apply_at": {"hukou": ("户籍地",), "residence": ("居住地",), "event": ("事发地",), "any": ("任意地",)},
    "given_as": {"cash": ("现金",), "voucher": ("消费券",), "service": ("服务",)},
    "same": {"member": ("成员",), "household": ("家庭",)},
    "payable_from": {
        "month_of_decision": ("作出决定当月",), "month_of_application": ("提出申请当月",), "month_after_decision": ("作出决定次月",),
    },
    "before_first": {"refuse": ("拒绝",)},
    "obtain": {
        "system_check": ("系统核对",), "consent_of": ("本人同意",), "visit": ("入户",), "declaration": ("申报",), "applicant": ("申请人提供",),
    },
    "changeable": {"family": ("家庭",), "office": ("经办机构",), "no": ("否",)},
    "sensitivity": {"ordinary": ("一般",), "personal": ("个人",), "sensitive": ("敏感",)},
    "counts_as": {
        "wage": ("工资性收入",), "business": ("经营净收入",), "property": ("财产净收入",), "transfer": ("转移性收入",), "other": ("其他收入",),
        "outlay": ("支出",), "deduction": ("扣减",), "not_counted": ("不计入",),
    },
    "outcome": {"eligible": ("符合",), "ineligible": ("不符合",), "undetermined": ("待核实",)},
    "truth": {"true": ("是", "真"), "false": ("否", "假")},
    "boundary": {"below": ("低于",), "at_most": ("不高于", "不超过"), "above": ("高于", "超过"), "at_least": ("不低于", "达到或超过")},
    "scope": {"both": ("城乡", "通用")},
}  # fmt: skip

KEY_OF: Final = {word: key for key, words in KEYS.items() for word in (key, *words)}
CHOICE_OF: Final = {
    table: {word: choice for choice, words in choices.items() for word in (choice, *words)}
    for table, choices in CHOICES.items()
}
