"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const names = { title: "标题", number: "文号", issuer: "发文机关", jurisdiction: "地区", year: "年份", issued: "成文日期", known: "收录", file: "文件名", seq: "序号", marker: "原编号", part: "分项", text: "内容", deadline: "完成时限", due: "最后期限", ongoing: "长期", relative: "期限", note: "备注", name: "名称", full_name: "全称", kind: "类别", function: "职能", aliases: "别称", level: "级别", code: "代码", order: "排列", role_word: "原文角色", printed: "原文写法", inherited: "合并单元格" };
  const values = { full: "有全文", named: "只被引用", unit: "单位", collective: "集合称谓" };
  const panel = document.getElementById("panel");
  const element = (tag, text, ...children) => {
    const made = document.createElement(tag);
    if (text) made.append(text);
    made.append(...children);
    return made;
  };
  const said = (text) => element("bdi", String(text));
  const ink = () => getComputedStyle(document.body).color;
  const paper = () => getComputedStyle(document.querySelector("aside")).backgroundColor;
  const inked = () => data.nodes.map((n) => {
    const background = n.hollow ? paper() : n.color;
    const strong = { border: ink(), background };
    return { ...n, font: { color: ink(), strokeWidth: 4, strokeColor: paper() }, color: { border: n.color, background, highlight: strong, hover: strong } };
  });
  const nodes = new vis.DataSet(inked());
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(document.getElementById("graph"), { nodes, edges }, data.options);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => nodes.update(inked()));

  const facts = (pairs) => {
    const list = element("dl");
    for (const [key, value] of pairs) list.append(element("dt", names[key] ?? key), element("dd", "", said(values[value] ?? value)));
    return list;
  };
  const kindOf = (edge) => data.looks.edges[edge.kind].zh;
  const row = (text, act) => {
    const button = element("button", "", said(text));
    button.type = "button";
    button.addEventListener("click", act);
    return element("li", "", button);
  };
  const quiet = (text) => {
    const line = element("p", text);
    line.className = "kind";
    return line;
  };
  const place = (e) => [["page", "第", "页"], ["sheet", "工作表“", "”"], ["table", "表", ""], ["row", "第", "行"], ["column", "第", "列"], ["line", "第", "段"]].filter(([k]) => e[k] != null).map(([k, a, b]) => a + e[k] + b).join(" ");

  function showNode(id) {
    const about = data.about[id];
    const list = element("ul");
    for (const edge of data.edges.filter((e) => e.from === id || e.to === id)) {
      const other = data.about[edge.from === id ? edge.to : edge.from];
      list.append(row(`${kindOf(edge)}　${other.label}`, () => pick(null, edge.id)));
    }
    panel.replaceChildren(quiet(data.looks.nodes[about.type].zh), element("h2", "", said(about.label)), facts(about.facts), list);
  }
  function showEdge(id) {
    const edge = data.edges.find((e) => e.id === id);
    const { evidence, facts: given } = data.stated[id];
    const ends = element("ul", "", row(data.about[edge.from].label, () => pick(edge.from)), row(data.about[edge.to].label, () => pick(edge.to)));
    panel.replaceChildren(quiet("关系"), element("h2", kindOf(edge)), ends, facts(given));
    if (!evidence) return panel.append(quiet("这一关系由整理得出，原文没有直接写明。"));
    panel.append(element("blockquote", "", element("mark", "", said(evidence.printed ?? evidence.quote))), element("p", [...new Set([evidence, ...(evidence.also ?? [])].map(place))].join("，续 ")), quiet(evidence.file ?? ""));
    if (evidence.inherited) panel.append(quiet("这些字写在上方的合并单元格里，对本行同样有效。"));
  }
  function pick(node, edge) {
    network.setSelection({ nodes: node ? [node] : [], edges: edge ? [edge] : [] }, { highlightEdges: false });
    if (node) network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation: false });
    if (node) showNode(node);
    else showEdge(edge);
    panel.scrollTop = 0;
  }
  network.on("click", ({ nodes: [node], edges: [edge] }) => (node ?? edge) && (node ? showNode(node) : showEdge(edge)));

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by });
  document.getElementById("closer").addEventListener("click", () => zoom(1.3));
  document.getElementById("further").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => network.fit());
  document.getElementById("names").append(...data.nodes.slice(0, 2000).map((n) => { const o = element("option"); o.value = data.about[n.id].label.slice(0, 80); return o; }));
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = document.getElementById("words").value.trim();
    if (!words) return;
    const fits = data.nodes.map((n) => n.id).filter((id) => [data.about[id].label, ...data.about[id].facts.map((f) => f[1])].some((t) => t.includes(words)));
    fits.sort((a, b) => data.about[a].label.length - data.about[b].label.length);
    if (fits.length === 1 || (fits.length && data.about[fits[0]].label === words && data.about[fits[1]].label !== words)) return pick(fits[0]);
    panel.replaceChildren(element("h2", fits.length ? `找到 ${fits.length} 项` : "没有找到"), element("ul", "", ...fits.slice(0, 50).map((id) => row(data.about[id].label, () => pick(id)))));
    if (fits.length) network.focus(fits[0], { scale: 1, animation: false });
    if (fits.length) network.selectNodes([fits[0]]);
  });

  const shapes = { dot: "M7 1.5a5.5 5.5 0 1 0 .01 0z", square: "M2 2h10v10H2z", diamond: "M7 .5 13.500 7 7 13.500.5 7z", hexagon: "M4 1.500h6L13 7l-3 5.500H4L1 7z", triangle: "M7 1.500 13 12H1z", triangleDown: "M7 12.500 13 2H1z" };
  const swatch = (width, draw) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [k, v] of [["width", width], ["height", 14], ["aria-hidden", "true"]]) svg.setAttribute(k, v);
    for (const [k, v] of Object.entries(draw)) path.setAttribute(k, v);
    svg.append(path);
    return svg;
  };
  const used = new Set([...Object.values(data.about).map((a) => a.type), ...data.edges.map((e) => e.kind)]);
  const legend = document.getElementById("legend");
  for (const [type, look] of Object.entries(data.looks.nodes)) if (used.has(type)) legend.append(element("span", "", swatch(14, { d: shapes[look.shape], fill: look.colour }), look.zh));
  for (const [type, look] of Object.entries(data.looks.edges)) if (used.has(type)) legend.append(element("span", "", swatch(28, { d: "M0 7h28", stroke: look.colour, "stroke-width": look.width, "stroke-dasharray": (look.dashes ?? []).join(" ") }), look.zh));
})();
