"""Every command on an index of many units: what a person waits for.

One table of command lines.  Given are seconds from spawn to exit, CPU seconds
and the peak of memory, medians over the runs.  No peer has these commands.  Laws
have no sections, tables or measures: commands on those run on plans made of
the samples, a thousand of them.
"""
import json
import os

from turns import in_turns, spawn

EVERY = ("text", "jsonl", "json", "csv", "md", "html", "xlsx")
KINDS = ("units", "quantities", "citations", "programmes", "quoted", "places",
         "organisations", "dates", "periods")
WORDS = "合同 专利 罚款 人民法院 自治区 公司 股东 仲裁 利息 保险 税务 海关 环境 " \
        "安全 登记 证据 许可 质量 标准 处罚 教育 学校 医疗 药品 食品 土地 矿产 " \
        "森林 水资源 消防"

# What is asked, and the format it is put out in.  CODEBOOK is a file of labels.
LAWS = (
    ("search 合同 --limit 0", "jsonl"),
    ("count 合同 --by plan", "csv"),
    ("kwic 合同 --limit 0", "jsonl"),
    ("show law-0001", "text"),
    ("plans", "csv"),
    *(("compare 合同", one) for one in EVERY),
    ("compare --all 合同", "jsonl"),
    ("diff law-0001 law-0002", "jsonl"),
    ("reuse law-0001", "jsonl"),
    ("reuse --kind exact", "jsonl"),
    ("reuse", "jsonl"),
    ("reuse --matrix", "csv"),
    *((f"extract {kind}", "jsonl") for kind in KINDS),
    *((f"extract --distinct {kind}", "csv") for kind in KINDS[1:]),
    *(("terms", one) for one in EVERY),
    ("keyness law-0001", "csv"),
    ("keyness --queries CODEBOOK", "csv"),
    ("collocates 合同", "csv"),
    ("ngrams", "csv"),
    ("ngrams --maximal --size 3-8", "csv"),
    ("dispersion 合同", "csv"),
    ("dispersion 合同", "svg"),
    *((f"code --table {table} CODEBOOK", "csv")
      for table in ("long", "units", "plans", "codes", "pairs")),
    ("code --table all CODEBOOK", "xlsx"),
)
PLANS = (
    ("sections", "jsonl"),
    *(("indicators", one) for one in EVERY),
    ("targets", "jsonl"),
    ("extract measures", "jsonl"),
    ("extract blocks", "jsonl"),
    ("keyness role:safeguards", "csv"),
    ("dispersion --by section 专利", "csv"),
    ("compare 专利导航", "jsonl"),
    ("compare --section 保障", "jsonl"),
    ("compare --role tasks", "jsonl"),
    ("compare --outline", "csv"),
)
MADE = 1000


def write_codebook(path):
    with open(path, "w", encoding="utf-8") as out:
        for word in WORDS.split():
            out.write(f"{word}\t{word}\n")


def measure_list(bench, db, codebook, commands):
    print(f"{'':<48}{'seconds':>10}{'CPU':>10}{'peak':>8}")
    for line, form in commands:
        asked = [codebook if word == "CODEBOOK" else word
                 for word in line.split()]
        (seconds, peak, cpu), = in_turns(bench.runs, lambda: spawn(
            [bench.search, *asked, "--db", db, "--format", form, "--quiet"],
            bench.at("answer")))
        print(f"{line + ' | ' + form:<48}{seconds:>8.2f} s{cpu:>8.2f} s"
              f"{peak / 1e6:>5.0f} MB", flush=True)


# ---- plans made of the samples


def write_plans(bench, source, samples, count):
    """So many plans, each what one of the samples says, with marks of its own
    so that no two paragraphs are equal."""
    few, blocks = bench.at("few"), bench.at("blocks.jsonl")
    spawn([bench.index, "update", "--quiet", "--db", few, samples])
    spawn([bench.search, "extract", "blocks", "--format", "jsonl", "--db", few],
          blocks)
    plans = {}
    with open(blocks, encoding="utf-8") as lines:
        for block in map(json.loads, lines):
            plans.setdefault(block["plan"], []).append(block)
    originals = list(plans.values())
    with open(source, "w", encoding="utf-8") as out:
        for number in range(count):
            for block in originals[number % len(originals)]:
                out.write(json.dumps(renamed(block, number),
                                     ensure_ascii=False) + "\n")


def renamed(block, number):
    old, new = block["plan"], f"made-{number:04}"
    made = {**block, "plan": new, "id": new + block["id"][len(old):]}
    if block["kind"] == "paragraph":
        made["text"] += f"（第{number}份）"
    return made


def measure_plans(bench, samples):
    source, db = bench.at("made.jsonl"), bench.at("made")
    write_plans(bench, source, samples, MADE)
    spawn([bench.index, "update", "--quiet", "--db", db, source])
    os.remove(source)
    print(f"data: {MADE} plans made of {samples}", flush=True)
    measure_list(bench, db, None, PLANS)


def measure_laws(bench):
    codebook = bench.at("codebook.tsv")
    write_codebook(codebook)
    print("data: all law articles", flush=True)
    measure_list(bench, bench.at("laws"), codebook, LAWS)
