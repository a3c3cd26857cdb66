// What a script adds to the page: a search that applies at once and keeps the page where no answer
// comes, suggestions while typing, steps from mark to mark, keys of one letter, a button to copy.
// All of it can be done without, more slowly.
"use strict";

(() => {
  const WAIT_SUGGESTIONS = 120, WAIT_VALUES = 250; // milliseconds without a key
  const LONGEST_PRESS = 1000; // milliseconds that an answer waits for a button to be let go
  const WAIT_BUSY = 150; // milliseconds before a page that is awaited says so
  const COME_AGAIN = [408, 429]; // answers that say so, as all from 500 on do
  const SWAPPED = ["#paper", "#summary", "#chosen", "#found", "#filters"];
  const root = document.documentElement;
  const strings = document.body.dataset;
  const box = document.querySelector("#q");
  let isComposed = false; // an input method is at work: what it composes is not to be touched
  addEventListener("compositionstart", () => (isComposed = true));
  addEventListener("compositionend", () => (isComposed = false));

  // Whether a key is the input method's: some browsers say so by this code alone, also after its end.
  const isOfMethod = ({ isComposing, keyCode }) => isComposing || keyCode === 229;

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // Calls a function once nothing has called it for a while; `drop` forgets the last call.
  function later(wait, act) {
    let timer = 0;
    const soon = (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => act(...given), wait);
    };
    soon.drop = () => clearTimeout(timer);
    return soon;
  }

  // Asks for an address; a newer question drops the one before, as `drop` does.
  function asker() {
    let asking = null;
    const ask = async (address, how = {}) => {
      ask.drop();
      asking = new AbortController();
      return fetch(address, { ...how, signal: asking.signal });
    };
    ask.drop = () => asking?.abort();
    return ask;
  }

  // A search and its filters: the answer's parts take the place of those that are there.

  const askPage = asker();
  const here = () => location.pathname + location.search;
  const entry = () => window.navigation?.currentEntry?.index; // its number in the history
  let at = here(); // where the history is: "back" gets there before its answer does
  let shown = at, shownEntry = entry();
  let owed = ""; // how the history is to learn of it: also what a newer question has cut off
  let newest = 0;
  let press = null; // fulfilled when the button that is held down on a choice is let go

  // Begins a newer state: older ones lose the timer and the request that they wait for.
  function begin() {
    showValues.drop();
    askPage.drop();
    failure.hide();
    return ++newest;
  }

  // What the filters ask for, with the words that stand in the box now.
  function addressOf(form) {
    const filters = [...new FormData(form)].filter(([name, value]) => name !== "q" && value !== "");
    const words = box.value.trim();
    const written = new URLSearchParams(words ? [["q", words], ...filters] : filters).toString();
    return written ? form.getAttribute("action") + "?" + written : form.dataset.everything;
  }

  // The page of an address; null if it is one of another kind. Fails where no answer came, or one
  // that may be another in a moment.
  async function fetched(address) {
    const answer = await askPage(address, { redirect: "manual" }); // to a login, say
    if (answer.status >= 500 || COME_AGAIN.includes(answer.status)) throw new Error("no answer");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isOfKind = (part) => !page.querySelector(part) === !document.querySelector(part);
    return [...SWAPPED, ".stay"].every(isOfKind) ? page : null;
  }

  async function show(address, how) {
    const own = begin();
    owed = how && (owed === "push" || at !== shown ? "push" : how);
    let page;
    waiting.show();
    try {
      page = await fetched(address);
      await press;
    } catch {
      if (own === newest) keepPage(address);
      return false;
    }
    if (own !== newest) return false;
    waiting.hide();
    if (!page) {
      location.assign(address);
      return false;
    }
    if (owed) history[`${owed}State`](null, "", address);
    owed = "";
    at = shown = here();
    shownEntry = entry();
    document.title = page.title;
    box.defaultValue = page.querySelector("#q").defaultValue;
    const opened = new Map([...document.querySelectorAll("[data-keep]")].map((one) => [one.dataset.keep, one.open]));
    const found = place(document.activeElement);
    for (const part of SWAPPED) swap(document.querySelector(part), page.querySelector(part));
    const feed = page.querySelector("link[rel=alternate]");
    if (feed) document.querySelector("link[rel=alternate]")?.replaceWith(feed);
    for (const one of document.querySelectorAll("[data-keep]")) {
      if (opened.has(one.dataset.keep)) one.open = opened.get(one.dataset.keep);
    }
    uncover();
    if (!isTyped(document.activeElement)) found()?.focus({ preventScroll: true });
    return true;
  }

  // No answer came: the page stays, with what was typed and ticked, and so does its address.
  function keepPage(address) {
    const how = owed, far = shownEntry - entry();
    let again = () => show(address, how);
    waiting.hide();
    owed = "";
    if (here() !== shown) { // "back" has gone on already
      if (!far) return location.assign(address); // a browser that does not tell how far
      at = shown;
      history.go(far);
      if (!how) again = () => history.go(-far);
    }
    failure.show(address, again);
  }

  // The line that says so: to try again, or to put back what was typed and ticked.
  const failure = (() => {
    const line = make("div", { class: "failure" });
    const filter = () => document.querySelector("#filter");
    function show(address, again) {
      const said = filter().dataset.failed;
      const retry = make("a", { href: address }, filter().dataset.again);
      const undo = make("button", { type: "button" }, filter().dataset.undo);
      retry.addEventListener("click", (event) => isPlain(event) && (event.preventDefault(), again()));
      undo.addEventListener("click", () => (hide(), filter().reset(), document.querySelector("#main").focus({ preventScroll: true })));
      line.replaceChildren(make("p", {}, said), retry, undo);
      document.querySelector("#main").prepend(line);
      root.classList.add("failed");
      tell(said);
    }
    function hide() {
      if (!line.isConnected) return;
      line.remove();
      root.classList.remove("failed");
      tell("");
    }
    return { show, hide };
  })();

  // Whether a click means this window.
  const isPlain = ({ ctrlKey, metaKey, shiftKey, altKey }) => !(ctrlKey || metaKey || shiftKey || altKey);

  // A field that somebody may be typing into: it must stay the element that it is.
  function isTyped(field) {
    return field.matches("#filter input:not([type=checkbox], [type=radio], [type=hidden])");
  }

  // Puts what is inside `fresh` in the place of what is inside `own`, around a field that is typed.
  function swap(own, fresh) {
    let field = document.activeElement;
    own.className = fresh.className;
    let twin = own.contains(field) && isTyped(field) &&
      fresh.querySelector(`input:not([type=hidden])[name="${CSS.escape(field.name)}"]`);
    if (!twin) {
      own.replaceChildren(...fresh.childNodes);
      return;
    }
    for (const name of ["aria-invalid", "aria-describedby", "value"]) {
      if (twin.hasAttribute(name)) field.setAttribute(name, twin.getAttribute(name));
      else field.removeAttribute(name);
    }
    for (; field !== own; field = field.parentNode, twin = twin.parentNode) {
      const siblings = [...twin.parentNode.childNodes];
      const at = siblings.indexOf(twin);
      [...field.parentNode.childNodes].forEach((one) => one === field || one.remove());
      field.before(...siblings.slice(0, at));
      field.after(...siblings.slice(at + 1));
    }
  }

  // How to find a field or button of the filters again once they were put in anew.
  function place({ tagName, name, value, type, textContent, form }) {
    if (form?.id !== "filter") return () => null;
    return () => [...document.querySelector("#filter").elements].find((one) =>
      one.tagName === tagName && one.name === name && one.getClientRects().length &&
      (!["checkbox", "radio"].includes(type) || one.value === value) &&
      (tagName !== "BUTTON" || one.textContent === textContent));
  }

  // A sign that a page is awaited, where it does not come at once.
  const waiting = (() => {
    const sign = make("p", { class: "waiting", hidden: "" }, strings.busy);
    const put = (isBusy) => {
      sign.hidden = !isBusy;
      root.classList.toggle("busy", isBusy);
      document.querySelector("#found")?.setAttribute("aria-busy", String(isBusy));
    };
    const soon = later(WAIT_BUSY, () => put(true));
    document.body.append(sign);
    return { show: soon, hide: () => (soon.drop(), put(false)) };
  })();

  // "Xem thêm" of a facet: the page with all values of its list takes the place of this one.
  async function listValues(link) {
    const group = link.hash, known = link.closest("fieldset").querySelectorAll("input[type=checkbox]").length;
    if (!await show(withWords(link), isReworded() ? "push" : "replace")) return;
    const fields = document.querySelector(group)?.querySelectorAll("input[type=checkbox]") ?? [];
    (fields[known] ?? fields[0])?.focus();
    tell(strings.values.replace("{}", fields.length));
  }

  const showValues = later(WAIT_VALUES, async (input) => {
    const found = place(input);
    const how = isReworded() ? "push" : "replace"; // other words, another page
    if (!await show(addressOf(document.querySelector("#filter")), how)) return;
    const values = found()?.closest("fieldset").querySelectorAll("input[type=checkbox]");
    if (values) tell(strings.values.replace("{}", values.length));
  });

  function lookUp(input) {
    begin();
    showValues(input);
  }

  // Shows a page; the field with the focus then says how it was read, unless more was typed since.
  async function showAsRead(address, how) {
    const field = document.activeElement, typed = field.value;
    if (!await show(address, how)) return false;
    if (isTyped(field) && field.value === typed) field.value = field.defaultValue;
    return true;
  }

  async function goTo(address) {
    const words = box.value;
    at = address;
    if (await showAsRead(address, "") && !isComposed && box.value === words) box.value = box.defaultValue;
  }

  const isReworded = () => box.value.trim() !== box.defaultValue.trim();

  // Where a link of this search leads: to the same with the words that stand in the box, if they
  // were not asked for yet and the link is not for other words itself.
  function withWords({ pathname, search }) {
    const asked = new URLSearchParams(search);
    if (!isReworded() || (asked.get("q") ?? "").trim() !== box.defaultValue.trim()) return pathname + search;
    const words = box.value.trim(), others = [...asked].filter(([name]) => name !== "q" && name !== "page");
    return pathname + "?" + new URLSearchParams(words ? [["q", words], ...others] : others);
  }

  // A link to the same search: its page begins at the top; among the filters the focus stays.
  async function follow(link) {
    const address = withWords(link), isFilter = link.matches("#filters a");
    if (!await show(address, address === shown ? "replace" : "push")) return;
    const again = isFilter && [...document.querySelectorAll("#filters a")].find((one) => one.href === location.href);
    if (again) again.focus({ preventScroll: true });
    else arrive();
  }

  // As a page that is loaded: at its top, the keyboard at its results.
  function arrive() {
    scrollTo(0, 0);
    document.querySelector("#main").focus({ preventScroll: true });
  }

  async function search(form) {
    const words = box.value, isFiltering = document.activeElement.closest("#filters, .order");
    const address = addressOf(form);
    if (!await showAsRead(address, address === shown ? "replace" : "push") || isFiltering || box.value !== words || isComposed) return;
    box.value = box.defaultValue;
    arrive();
  }

  function filters() {
    document.addEventListener("change", ({ target }) => {
      if (target.form?.id === "filter" && !target.matches(".find")) showAsRead(addressOf(target.form), "push");
    });
    document.addEventListener("input", ({ target }) => { // a phone composes every word
      if (target.matches("#filter .find")) lookUp(target);
    });
    document.addEventListener("submit", (event) => {
      if (event.target.id !== "filter") return;
      event.preventDefault();
      search(event.target);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("#chosen a, #found a, #filters a");
      const isSearch = link?.search && link.pathname === box.form.getAttribute("action");
      if (!isSearch || link.matches("[href^='#']") || !isPlain(event)) return; // nor a leap inside the page
      event.preventDefault();
      if (link.matches(".more")) listValues(link);
      else follow(link);
    });
    addEventListener("popstate", () => {
      if (here() === shown) shownEntry = entry();
      if (here() !== at) goTo(here()); // not for a leap inside the page
    });
    addEventListener("pointerdown", ({ target }) => {
      if (!target.closest("#filter label")) return;
      press = new Promise((end) => {
        setTimeout(end, LONGEST_PRESS);
        for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => setTimeout(end), { once: true });
      });
    });
  }

  // Suggestions: a combobox with a list, after the ARIA Authoring Practices Guide.

  function suggestions(input) {
    const list = make("ul", { id: "suggestions", role: "listbox", "aria-label": input.dataset.suggestions, hidden: "" });
    const kinds = Object.fromEntries(input.dataset.kinds.split(";").map((one) => one.split("=")));
    const ask = asker();
    let chosen = -1;
    let typed = input.value; // what suggestions were last asked for
    input.after(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    const options = () => [...list.children];

    function close() {
      offer.drop();
      ask.drop();
      list.hidden = true;
      choose(-1);
      input.setAttribute("aria-expanded", "false");
    }

    function choose(number) {
      chosen = number;
      options().forEach((one, n) => one.setAttribute("aria-selected", String(n === chosen)));
      const one = options()[chosen];
      if (one) {
        input.setAttribute("aria-activedescendant", one.id);
        one.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    // A list somebody goes through stays as it is: a late answer would take the choice away.
    function go(number) {
      offer.drop();
      ask.drop();
      choose(number);
    }

    function take(one) {
      if (isComposed) input.blur(); // the input method ends what it composes, and adds nothing later
      input.value = typed = one.dataset.text;
      close();
      input.form.requestSubmit();
    }

    const offer = later(WAIT_SUGGESTIONS, async () => {
      if (!input.value.trim()) return close();
      let found;
      try {
        const answer = await ask(input.dataset.ask + "?" + new URLSearchParams({ q: input.value }));
        found = (await answer.json()).suggestions ?? [];
      } catch ({ name }) {
        if (name !== "AbortError") close(); // the box works without
        return;
      }
      if (document.activeElement !== input) return;
      list.replaceChildren(...found.map(option));
      choose(-1);
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      tell(found.length ? strings.offered.replace("{}", found.length) : "");
    });

    // What is typed in bold, what it is and how many reports it finds; blanks between for who hears it.
    function option({ text, runs, hits, kind, facets }, number) {
      const pieces = (runs ?? [{ text }]).map((run) => run.mark ? make("b", {}, run.text) : run.text);
      const told = (facets?.length ? facets : [kind]).map((one) => kinds[one]).filter(Boolean).join(", ");
      const one = make("li", { id: `suggestion-${number}`, role: "option", "aria-selected": "false" },
        make("span", {}, ...pieces), " ", make("span", { class: "kind" }, told), " ",
        make("span", { class: "count" }, strings.hits.replace("{}", hits.toLocaleString("vi"))));
      one.dataset.text = text;
      return one;
    }

    // Also while a syllable is composed: input methods and phones compose every word. The end of a
    // composition is an "input" in some browsers, and mostly changes nothing.
    function offerFor() {
      if (input.value === typed) return;
      typed = input.value;
      ask.drop();
      choose(-1);
      offer();
    }

    input.addEventListener("input", offerFor);
    input.addEventListener("compositionend", offerFor);
    input.addEventListener("blur", close);
    document.addEventListener("submit", close);
    input.addEventListener("keydown", (event) => {
      const { key } = event;
      if (isOfMethod(event)) return;
      if (key === "Escape" && list.hidden) close(); // also what is still to come
      if (list.hidden) return;
      const count = options().length;
      if (key === "ArrowDown") go(chosen + 1 < count ? chosen + 1 : -1);
      else if (key === "ArrowUp") go(chosen < 0 ? count - 1 : chosen - 1);
      else if (key === "Escape") close();
      else if (key === "Enter" && chosen >= 0) take(options()[chosen]);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", ({ target }) => {
      const one = target.closest("[role=option]");
      if (one) take(one);
    });
  }

  // Marks of a report: 3/11, the one before and the next. Gives the function that goes on by so many.

  function marks(nav) {
    const all = [...document.querySelectorAll("mark[id]")];
    const where = make("output", {});
    const step = (label, by, key) => {
      const button = make("button", { type: "button" }, label);
      if (!isOff()) button.title = nav.dataset.key.replace("{}", key);
      button.addEventListener("click", () => go(by));
      return button;
    };
    let at = firstFrom(location.hash);

    function firstFrom(hash) {
      const target = /^#([pm]\d+|at-\d+)$/.test(hash) && document.getElementById(hash.slice(1));
      if (!target) return -1;
      const first = all.findIndex((one) => target.contains(one) ||
        target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      return first;
    }

    function go(by) {
      all[at]?.classList.remove("current");
      at = at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length;
      all[at].scrollIntoView({ block: "center" });
      tellWhere();
    }

    function tellWhere() {
      all[at]?.classList.add("current");
      where.textContent = `${at < 0 ? "–" : at + 1}/${all.length}`;
    }

    nav.querySelector(".links").replaceChildren();
    nav.append(step(nav.dataset.previous, -1, "p"), where, step(nav.dataset.next, 1, "n"));
    nav.classList.add("steps");
    tellWhere();
    return go;
  }

  // Hits of a page: the title of the one after, or before, that which has the focus.

  function goToHit(by) {
    const hits = [...document.querySelectorAll(".hit")];
    const own = hits.findIndex((one) => one.contains(document.activeElement));
    const next = own < 0 && by < 0 ? null : hits[own + by];
    next?.scrollIntoView({ block: "nearest" });
    next?.querySelector("a").focus();
  }

  function copying(text) {
    const button = make("button", { type: "button" }, text.dataset.copy);
    button.addEventListener("click", () => {
      getSelection().selectAllChildren(text);
      document.execCommand("copy"); // the newer way is refused where a site has no certificate
      button.textContent = text.dataset.copied;
      tell(text.dataset.copied);
    });
    text.after(button);
  }

  // Keys of one letter, unless the help page's switch says no (WCAG 2.1.4): "/" leads to the box,
  // j and k to hits, n and p to marks.

  function isOff() {
    try {
      return localStorage.getItem("slash") === "off";
    } catch {
      return false; // a browser may refuse to keep anything
    }
  }

  function shortcuts(goToMark) {
    const acts = { "/": () => (box.focus(), box.select()) };
    if (document.querySelector("#hits")) Object.assign(acts, { j: () => goToHit(1), k: () => goToHit(-1) });
    if (goToMark) Object.assign(acts, { n: () => goToMark(1), p: () => goToMark(-1) });
    addEventListener("keydown", (event) => {
      const { key, target, ctrlKey, altKey, metaKey } = event;
      if (!Object.hasOwn(acts, key) || ctrlKey || altKey || metaKey || isOfMethod(event) || isOff()) return;
      if (target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
      event.preventDefault();
      acts[key]();
    });
    const choice = document.querySelector("#slash");
    if (!choice) return;
    choice.checked = !isOff();
    choice.addEventListener("change", () => {
      try {
        localStorage.setItem("slash", choice.checked ? "on" : "off");
      } catch {
        choice.checked = true;
      }
    });
  }

  // The list: reports that were put aside, kept by this browser as their ids.

  function listing(menu) {
    const key = "list" + box.form.getAttribute("action"), most = Number(menu.dataset.most);
    const link = make("a", {}), entry = make("li", { class: "kept" }, link);
    const said = (what, ids) => menu.dataset[what].replace("{}", ids.length.toLocaleString("vi"));

    function kept() {
      try {
        const ids = JSON.parse(localStorage.getItem(key));
        return Array.isArray(ids) ? ids.filter((one) => typeof one === "string").slice(0, most) : [];
      } catch {
        return [];
      }
    }

    function keep(ids) {
      localStorage.setItem(key, JSON.stringify(ids.slice(0, most)));
      renew();
    }

    function renew() {
      const ids = kept();
      link.href = menu.dataset.list + "?" + new URLSearchParams(ids.map((id) => ["id", id]));
      link.textContent = said("named", ids);
      if (ids.length) menu.querySelector("ul").append(entry);
      else entry.remove();
      for (const one of document.querySelectorAll(".pick")) {
        const tick = one.querySelector("input");
        one.parentElement.hidden = false; // of the page of a report, where it needs this script
        tick.checked = ids.includes(tick.value);
        one.querySelector("a")?.remove();
        if (tick.checked) one.append(link.cloneNode(true));
      }
    }

    try {
      localStorage.setItem(key, JSON.stringify(kept()));
    } catch {
      return () => {}; // a browser may refuse to keep anything: the form makes a list
    }
    root.classList.add("keeps");
    document.addEventListener("change", ({ target }) => {
      if (!target.matches(".pick input")) return;
      const others = kept().filter((id) => id !== target.value);
      const isFull = target.checked && others.length >= most;
      if (isFull) renew();
      else keep(target.checked ? [...others, target.value] : others);
      tell(said(isFull ? "full" : target.checked ? "kept" : "dropped", isFull ? others : kept()));
    });
    addEventListener("storage", renew); // another tab
    addEventListener("pageshow", renew); // back to a page as it was left
    const page = document.querySelector(".listing");
    if (page) editing(page, kept, keep, said);
    return renew;
  }

  // The page of a list: of the list that is kept, a change is kept; another can be added to it.

  function editing(page, kept, keep, said) {
    const shown = [...page.querySelectorAll("#edit [name=id]")].map((one) => one.value);
    const isKept = () => kept().sort().join("\n") === [...shown].sort().join("\n");
    const offer = page.querySelector(".keep-all");
    const renewOffer = () => offer && (offer.hidden = shown.every((id) => kept().includes(id)));
    renewOffer();
    addEventListener("pageshow", renewOffer); // back to it after it was emptied
    offer?.querySelector("button").addEventListener("click", () => {
      const all = [...new Set([...kept(), ...shown])];
      keep(all);
      const cut = all.length - kept().length;
      offer.hidden = !cut;
      if (cut) offer.textContent = [kept().length, cut].reduce(
        (text, count) => text.replace("{}", count.toLocaleString("vi")), offer.dataset.cut);
      tell(cut ? offer.textContent : said("kept", kept()));
    });
    page.addEventListener("submit", ({ target, submitter }) => {
      const { name, value } = submitter;
      if (!target.matches("#edit, #seek") || !isKept()) return;
      if (name === "drop") keep(shown.filter((id) => id !== value));
      if (name === "id") keep([...shown, value]);
    });
    page.addEventListener("click", ({ target }) => {
      const link = target.closest("a.edit");
      if (link && isKept()) keep(new URL(link.href).searchParams.getAll("id"));
    });
  }

  const told = make("p", { class: "unseen", role: "status" });
  function tell(text) {
    told.textContent = text;
  }

  function uncover() {
    document.querySelectorAll(".scripted").forEach((one) => (one.hidden = false));
    renewList();
  }

  root.classList.add("has-script");
  document.body.append(told);
  const renewList = listing(document.querySelector(".menu"));
  uncover();
  suggestions(box);
  if (document.querySelector("#filter")) filters();
  const nav = document.querySelector("#marks");
  shortcuts(nav && marks(nav));
  document.querySelectorAll("[data-copy]").forEach(copying);
})();
