"""Time limits in the heading over a task and in its sentence, where none stands by itself."""

from __future__ import annotations

import pytest

from ingest.fields.limits_in_words import limit_for_all, limit_in_heading, limit_in_sentence


@pytest.mark.parametrize(
    ("heading", "limit"),
    [
        ("一、2025年4月底前完成的任务", "2025年4月底前完成"),
        ("二、２０２５年１２月底前完成的任务", "２０２５年１２月底前完成"),
        ("（三）上半年任务（5项）", "上半年"),
        ("四、长期坚持的任务", "长期坚持"),
        ("一、2025年重点任务", None),
        ("二、年度重点任务", None),
        ("三、日常工作", None),
        ("四、持续推进改革", None),
    ],
)
def test_a_heading_that_says_until_when(heading: str, limit: str | None) -> None:
    span = limit_in_heading(heading)
    assert (span and heading[slice(*span)]) == limit


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("修编预案，4月20日前报县防办备案。", "4月20日前"),
        ("6月底前出台方案，9月底前全部到位。", "6月底前出台方案，9月底前"),
        ("由县工信局牵头，长期坚持开展排查。", "长期坚持"),
        ("对积案逐案明确包案领导，会后20个工作日内化解到位。", "会后20个工作日内"),
        ("接报后2小时内到场，应急响应后3天内办结。", None),
        ("改造2000年以前建成的小区。", None),
        ("对6月底前未整改到位的企业进行约谈。", None),
        ("落实《2025年底前工作安排》。", None),
        ("到2025年底，八成的村达到标准。", None),
        ("提前转移群众，会前告知。", None),
    ],
)
def test_a_sentence_that_says_until_when(sentence: str, limit: str | None) -> None:
    span = limit_in_sentence(sentence, 2025)
    assert (span and sentence[slice(*span)]) == limit


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("各牵头单位负总责，所有任务除另有注明外，均应于2025年12月20日前完成。", "2025年12月20日前"),
        ("注：以上任务均须于11月底前完成。", "11月底前"),
        ("各项任务均应明确专人，于6月底前报送方案。", None),
        ("所有任务均于每月底前报送进展。", None),
        ("已建成的项目均于2025年6月底前验收。", None),
    ],
)
def test_a_sentence_that_sets_one_limit_for_all_tasks(sentence: str, limit: str | None) -> None:
    span = limit_for_all(sentence, 2025)
    assert (span and sentence[slice(*span)]) == limit
