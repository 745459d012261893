"""Clauses of a task text that look like something else: time limits, units with roles, numbers, brackets."""

from __future__ import annotations

from random import Random

from .places import Bodies, Place
from .vocabulary import words


def generic(rng: Random, key: str) -> str:
    """Words for any subject."""
    return str(rng.choice(words("subjects")["generic"][key]))


def distracting(rng: Random, bodies: Bodies, place: Place, year: int) -> str:
    """One such clause."""
    unit, other = (u.name for u in bodies.some(2))
    month, quote, level = rng.randint(1, 12), generic(rng, "names"), place.sign or "省"
    return rng.choice(
        [
            f"对{month}月底前未完成整改的单位进行约谈",
            f"自{year}年{month}月1日起施行新标准",
            f"力争到{year + 1}年底覆盖率超过{rng.randint(60, 99)}%",
            f"由{unit}汇总后报{level}政府",
            f"配合{unit}做好数据核验",
            f"{unit}与{other}建立信息共享机制",
            f"打造“{quote}”服务品牌",
            f"开展“{quote}”“{generic(rng, 'names')}”等主题活动",
            f"完成投资{rng.randint(1, 90)}.{rng.randint(1, 9)}亿元（含专项债券）",
            f"每季度调度不少于{rng.randint(1, 3)}次（可合并召开）",
            f"受理后{rng.randint(2, 9)}个工作日内办结",
            "按（1）建章立制、（2）查漏补缺、（3）总结评估三步走",
            f"发挥{unit}牵头抓总作用",
            "做到责任单位、完成时限、工作标准“三明确”",
            f"比{year - 1}年提高{rng.randint(1, 9)}.{rng.randint(1, 9)}个百分点",
            f"全年不少于{rng.randint(2, 12)}期",
            f"健全{level}、县、乡三级网络",
            f"落实{unit}、{other}等部门联席会议制度",
            f"{unit}每年至少开展{rng.randint(1, 4)}次自查",
            f"推进{rng.randint(2, 9)}个国家级试点（示范）项目",
        ]
    )
