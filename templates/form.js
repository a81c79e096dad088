"use strict";
// Asks the questions of a survey page by page. Nothing leaves the browser: the answers are kept
// in it as a draft, and saved as a file at the end.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("page");
  const status = document.getElementById("status");
  const last = data.pages.length + 1;
  const questions = data.pages.flat();
  const key = (question) => `${question.part}.${question.name}`;
  const fresh = () => ({ language: preferred(), page: 0, id: "", given: {} });
  let state = fresh();
  let keeps = true;

  function preferred() {
    const known = data.languages.map((one) => one.code);
    const wished = (navigator.languages || []).map((one) => one.toLowerCase());
    const found = wished
      .map((wish) => known.find((one) => one.toLowerCase() === wish)
        || known.find((one) => one.split("-")[0] === wish.split("-")[0]))
      .find(Boolean);
    return found || known[0];
  }

  function say(name, values = {}) {
    const text = data.labels[state.language][name];
    return text.replace(/\{(\w+)\}/g, (whole, value) => (value in values ? values[value] : whole));
  }

  // Drafts: only what still fits the questions is taken over.

  function fits(question, value) {
    if (typeof value !== "string" || value === "") return false;
    return question.kind === "text" || question.choices.some((one) => one.cell === value);
  }

  function restore() {
    let text = null;
    try {
      text = localStorage.getItem(data.draft);
      localStorage.setItem(`${data.draft}-test`, "1");
      localStorage.removeItem(`${data.draft}-test`);
    } catch {
      keeps = false;
    }
    let draft = null;
    try {
      draft = JSON.parse(text);
    } catch {
      draft = null;
    }
    if (draft === null || typeof draft !== "object") return false;
    if (data.languages.some((one) => one.code === draft.language)) state.language = draft.language;
    if (/^[0-9a-f]{32}$/.test(draft.id)) state.id = draft.id;
    const given = draft.given || {};
    for (const question of questions) {
      const value = given[key(question)];
      if (fits(question, value)) state.given[key(question)] = value;
    }
    return Object.keys(state.given).length > 0;
  }

  function keep() {
    if (!keeps) return;
    try {
      localStorage.setItem(data.draft, JSON.stringify(state));
    } catch {
      keeps = false;
    }
  }

  function forget() {
    if (!confirm(say("draft.sure"))) return;
    const { language } = state;
    state = { ...fresh(), language };
    try {
      localStorage.removeItem(data.draft);
    } catch {
      keeps = false;
    }
    show();
    status.textContent = say("draft.deleted");
  }

  // Building the page. Texts only ever become text, never markup.

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function button(name, action, kind = "") {
    const element = make("button", { type: "button", className: kind, textContent: say(name) });
    element.addEventListener("click", action);
    return element;
  }

  function wording(question) {
    const own = question.wording[state.given["segments.level"]];
    return (own || question.texts)[state.language];
  }

  function answer(question, value) {
    if (value.trim() === "") delete state.given[key(question)];
    else state.given[key(question)] = value;
    keep();
    measure();
  }

  function closed(question, number) {
    const across = question.kind === "scale"
      && question.choices.every((one) => one.texts[state.language].length <= 28);
    const choices = make("div", { className: across ? "choices across" : "choices" });
    const none = button("no_answer", () => {
      answer(question, "");
      for (const input of choices.querySelectorAll("input")) input.checked = false;
      none.hidden = true;
      choices.querySelector("input").focus();
    }, "quiet");
    none.hidden = !(key(question) in state.given);
    for (const choice of question.choices) {
      const input = make("input", {
        type: "radio",
        name: `q${number}`,
        value: choice.cell,
        checked: state.given[key(question)] === choice.cell,
      });
      input.addEventListener("change", () => {
        answer(question, choice.cell);
        none.hidden = false;
      });
      choices.append(make("label", {}, input, make("span", {}, choice.texts[state.language])));
    }
    const legend = make("legend", {}, wording(question));
    return make("fieldset", { id: `q${number}` }, legend, ...hint(question), choices, none);
  }

  function hint(question) {
    const text = question.hints[state.language];
    return text ? [make("p", { className: "muted kept" }, text)] : [];
  }

  function listed(question, number) {
    const field = make("select", { id: `f${number}` });
    field.append(make("option", { value: "" }, say("choose")));
    for (const choice of question.choices) {
      field.append(make("option", { value: choice.cell }, choice.texts[state.language]));
    }
    field.value = state.given[key(question)] || "";
    field.addEventListener("change", () => answer(question, field.value));
    return labeled(question, number, field);
  }

  function open(question, number) {
    const field = make("textarea", { id: `f${number}`, rows: 5, maxLength: 4000 });
    field.autocomplete = "off";
    field.value = state.given[key(question)] || "";
    field.addEventListener("input", () => answer(question, field.value));
    return labeled(question, number, field);
  }

  function labeled(question, number, field) {
    const label = make("label", { htmlFor: field.id }, wording(question));
    return make("div", { className: "question", id: `q${number}` }, label, ...hint(question), field);
  }

  function asked(question, number) {
    if (question.kind === "text") return open(question, number);
    return question.choices.length > 12 ? listed(question, number) : closed(question, number);
  }

  function heading(text) {
    return make("h2", { tabIndex: -1, id: "heading" }, text);
  }

  function first(found) {
    const promise = data.promise[state.language];
    const intro = data.intro[state.language];
    const sentences = promise.sentences.map((one) => make("li", {}, one));
    return [
      ...(intro ? [make("p", { className: "kept" }, intro)] : []),
      make("p", {}, say("how")),
      make("section", { className: "panel" }, heading(promise.heading), make("ul", {}, ...sentences)),
      make("p", { className: "muted" }, say(keeps ? "draft" : "draft.none")),
      ...(found ? [make("p", {}, say("draft.found"))] : []),
      make("div", { className: "buttons" }, button("start", () => turn(1), "main"), ...erase()),
    ];
  }

  function erase() {
    return Object.keys(state.given).length ? [button("draft.delete", forget, "quiet")] : [];
  }

  function middle() {
    const number = state.page;
    const before = data.pages.slice(0, number - 1).flat().length;
    const ahead = number === data.pages.length ? "finish" : "next";
    const bar = make("progress", { max: questions.length, id: "bar" });
    return [
      heading(say("page", { n: number, of: data.pages.length })),
      bar,
      make("p", { className: "muted", id: "answered" }),
      ...data.pages[number - 1].map((one, at) => asked(one, before + at)),
      make(
        "div",
        { className: "buttons" },
        button("back", () => turn(number - 1)),
        button(ahead, () => turn(number + 1), "main"),
      ),
    ];
  }

  function measure() {
    const values = { n: Object.keys(state.given).length, of: questions.length };
    const bar = document.getElementById("bar");
    if (bar === null) return;
    bar.value = values.n;
    bar.setAttribute("aria-label", say("answered", values));
    document.getElementById("answered").textContent = say("answered", values);
  }

  function end() {
    const left = questions.filter((one) => !(key(one) in state.given));
    const count = left.length === 0 ? "open.none" : left.length === 1 ? "open.one" : "open.other";
    const holds = make("details", {}, make("summary", {}, say("show")), make("pre", {}, response()));
    return [
      heading(say("end")),
      make("p", {}, say(count, { n: left.length })),
      make(
        "div",
        { className: "buttons" },
        button("back", () => turn(last - 1)),
        ...(left.length ? [button("open.first", () => go(left[0]))] : []),
        button("save", save, "main"),
        ...erase(),
      ),
      holds,
    ];
  }

  function go(question) {
    turn(data.pages.findIndex((page) => page.includes(question)) + 1);
    const place = document.getElementById(`q${questions.indexOf(question)}`);
    place.scrollIntoView();
    place.querySelector("input, select, textarea").focus();
  }

  // The response file.

  function response() {
    if (!state.id) {
      const random = crypto.getRandomValues(new Uint8Array(16));
      state.id = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      keep();
    }
    const { format, ...about } = data.response;
    const parts = { answers: {}, segments: {} };
    for (const question of questions) {
      const value = state.given[key(question)];
      if (value !== undefined) parts[question.part][question.name] = value;
    }
    const file = { format, id: state.id, ...about, language: state.language, ...parts };
    return `${JSON.stringify(file, null, 1)}\n`;
  }

  function save() {
    const text = response();
    const file = `alignscan-response-${state.id.slice(0, 12)}.json`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", { href: address, download: file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    status.textContent = say("saved", { file });
  }

  // Paper: printing shows all questions at once, answered or not.

  function paper() {
    const sheet = document.getElementById("paper");
    const promise = data.promise[state.language];
    const intro = data.intro[state.language];
    const sentences = promise.sentences.map((one) => make("li", {}, one));
    sheet.replaceChildren(
      ...(intro ? [make("p", { className: "kept" }, intro)] : []),
      make("h2", {}, promise.heading),
      make("ul", {}, ...sentences),
    );
    for (const question of questions) {
      const box = make("fieldset", {}, make("legend", {}, wording(question)));
      const value = state.given[key(question)];
      for (const choice of question.choices) {
        const mark = value === choice.cell ? "☒" : "☐";
        box.append(make("div", {}, `${mark} ${choice.texts[state.language]}`));
      }
      if (question.kind === "text") box.append(make("div", { className: "lines" }, value || ""));
      sheet.append(box);
    }
  }

  function turn(page) {
    state.page = page;
    status.textContent = "";
    show();
    document.getElementById("heading").focus();
    scrollTo(0, 0);
  }

  function show(found = false) {
    const one = data.languages.find((language) => language.code === state.language);
    document.documentElement.lang = one.code;
    document.documentElement.dir = one.right ? "rtl" : "ltr";
    document.title = data.title[one.code];
    document.getElementById("title").textContent = data.title[one.code];
    document.querySelector("#languages label").textContent = say("language");
    const parts = state.page === 0 ? first(found) : state.page === last ? end() : middle();
    main.replaceChildren(...parts);
    measure();
  }

  function choose() {
    const box = document.getElementById("language");
    for (const one of data.languages) {
      box.append(make("option", { value: one.code, lang: one.code }, one.name));
    }
    box.value = state.language;
    box.addEventListener("change", () => {
      state.language = box.value;
      status.textContent = "";
      keep();
      show();
    });
    document.getElementById("languages").hidden = data.languages.length < 2;
  }

  const found = restore();
  choose();
  show(found);
  addEventListener("beforeprint", paper);
})();
