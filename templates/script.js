/* The page as an instrument: it searches, filters and links. Without it the page is whole, and every event can be read.

   Its words come from the templates (data- attributes), its facts from the page itself, and it asks nothing of the
   network. It finds the parts of the page by class, and the fields of the form by name; a template may leave any of
   them out. What a filter means is what chrono/query.py says. */
(() => {
  "use strict";
  const root = document.documentElement;

  // ── colours: before anything is painted ─────────────────────────────────────────────────────────────────────────

  const THEME = "chrono-theme";

  function paint(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  function remembered() {
    try {
      return localStorage.getItem(THEME) ?? "";
    } catch {
      return ""; // where nothing may be stored, nothing is remembered
    }
  }

  function startTheme() {
    const choice = document.querySelector(".theme");
    for (const field of choice?.querySelectorAll("input") ?? []) {
      field.checked = field.value === remembered();
      field.addEventListener("change", () => {
        paint(field.value);
        try {
          localStorage.setItem(THEME, field.value);
        } catch {
          // see above
        }
      });
    }
  }

  paint(remembered());
  root.dataset.scripts = "";

  // ── dates: days since 1970-01-01, in the proleptic Gregorian calendar ───────────────────────────────────────────

  const DATE = /^(?:(-?\d{4}|Y-?[1-9]\d{4,8})(?:-(\d\d)(?:-(\d\d))?)?|([1-9]\d{0,3}) ?BCE?)$/i;

  function dayNumber(year, month = 1, day = 1) {
    const y = year - (month <= 2);
    const era = Math.floor(y / 400);
    const yearOfEra = y - era * 400;
    const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
    const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
    return era * 146097 + yearOfEra * 365 + leaps + dayOfYear - 719468;
  }

  function civil(number) {
    const days = number + 719468;
    const era = Math.floor(days / 146097);
    const d = days - era * 146097;
    const y = Math.floor((d - Math.floor(d / 1460) + Math.floor(d / 36524) - Math.floor(d / 146096)) / 365);
    const dayOfYear = d - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
    const m = Math.floor((5 * dayOfYear + 2) / 153);
    const month = m < 10 ? m + 3 : m - 9;
    return [era * 400 + y + (month <= 2), month, dayOfYear - Math.floor((153 * m + 2) / 5) + 1];
  }

  /** The first day of a written year, month or day and the one after its last, or what is wrong with it. */
  function period(text) {
    const match = DATE.exec(text.trim().replace(/[\u2212\u2010-\u2013]/g, "-"));
    if (!match) return inWords(text);
    const year = match[4] ? 1 - match[4] : Number(match[1].replace(/y/i, ""));
    const month = Number(match[2] ?? 0), day = Number(match[3] ?? 0);
    if (match[1] === "-0000") return "unread";
    if (!match[2]) return [dayNumber(year), dayNumber(year + 1)];
    if (month < 1 || month > 12) return "missing";
    const first = dayNumber(year, month), after = month < 12 ? dayNumber(year, month + 1) : dayNumber(year + 1);
    if (!match[3]) return [first, after];
    return day < 1 || first + day > after ? "missing" : [first + day - 1, first + day];
  }

  const formats = {};

  /** How the page's language writes a date: `fields` of year, month and day, each as Intl has it. */
  function format(fields) {
    const written = { calendar: "gregory", numberingSystem: "latn", timeZone: "UTC", ...fields };
    return formats[JSON.stringify(fields)] ??= new Intl.DateTimeFormat(root.lang || "en", written);
  }

  /** The months, 1 to 12, whose name begins with a word: as it stands alone, or beside a day. */
  function months(word) {
    const forms = [{ month: "long" }, { month: "long", day: "numeric" }].map(format);
    return Array.from({ length: 12 }, (_, at) => at + 1).filter((month) => forms.some((form) => {
      const parts = form.formatToParts(864e5 * dayNumber(2001, month));
      return folded(parts.find((part) => part.type === "month").value).startsWith(` ${word}`);
    }));
  }

  /** The days of "Oct 2024", "3 Oct 2024", "Oct 3, 2024" and "1860s", in the language of the page. */
  function inWords(text) {
    const words = folded(text).trim().split(" ");
    const decade = words.length === 1 && /^(\d{3}0)s$/.exec(words[0]);
    if (decade) return [dayNumber(Number(decade[1])), dayNumber(Number(decade[1]) + 10)];
    const year = words.pop();
    const days = words.map((word) => /^(\d\d?)(?:st|nd|rd|th)?$/.exec(word)?.[1]).filter(Boolean);
    const names = words.filter((word) => !/^(?:\d\d?(?:st|nd|rd|th)?|\p{L}{1,2})$/u.test(word)); // "3 de octubre"
    const found = names.length === 1 && names[0].length > 2 ? months(names[0]) : [];
    if (!/^\d{4}$/.test(year) || found.length !== 1 || days.length > 1) return "unread";
    return period([year, pad(found[0], 2), ...days.map((day) => pad(day, 2))].join("-"));
  }

  const pad = (number, digits) => String(number).padStart(digits, "0");
  const yearName = (year) => Math.abs(year) > 9999 ? `Y${year}` : year < 0 ? `-${pad(-year, 4)}` : pad(year, 4);

  // ── words: whole, without case and accents ──────────────────────────────────────────────────────────────────────

  const STROKES = { ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i", ς: "σ" };

  /** The words of a text, a space before and after each. */
  function folded(text) {
    const words = /^[\0-\x7f]*$/.test(text)
      ? text.toLowerCase().replace(/[^a-z0-9]+/g, " ")
      : text.normalize("NFKD").replace(/\p{Mn}+/gu, "").toUpperCase().toLowerCase()
        .replace(/[łøđħıς]/g, (letter) => STROKES[letter]).replace(/[^\p{L}\p{N}]+/gu, " ");
    return words.trim() ? ` ${words.trim()} ` : "";
  }

  /** What must stand in a folded text: "peace" as a whole word, "negotiat*" as the beginning of one. */
  function needle(text) {
    const words = folded(text);
    return text.trimEnd().endsWith("*") ? words.trimEnd() : words;
  }

  function needles(text) {
    return text.split(/\s+/).flatMap((part) => {
      const words = needle(part);
      const begins = words && !words.endsWith(" ");
      const single = words.trim().split(" ").filter(Boolean);
      return single.map((word, at) => begins && at === single.length - 1 ? ` ${word}` : ` ${word} `);
    });
  }

  // ── events, as the page has them ────────────────────────────────────────────────────────────────────────────────

  const NAMES = { actor: ".who", place: ".where", source: ".by cite", tag: ".tags li" };

  /** An event; what is asked of it is read from the page once. */
  class Entry {
    constructor(node) {
      this.node = node;
      this.shown = true;
      this.known = {};
    }

    once(name, read) {
      return this.known[name] ??= read();
    }

    get date() {
      return this.once("date", () => this.node.querySelector(".when[data-edtf]")?.dataset.edtf ?? this.node.querySelector(".when time")?.dateTime ?? "");
    }

    /** When it may have begun (two days, the second exclusive) and ended (two more), once for each of its dates. */
    get spans() {
      return this.once("spans", () => {
        const written = this.node.dataset.spans;
        const each = written ? written.split(/[|+]/).map((span) => span.split("/").map(Number)) : [period(this.date)];
        return each.filter(Array.isArray).map((days) => days.length > 2 ? days : [...days, ...days]);
      });
    }

    get text() {
      return this.once("text", () => {
        const parts = [this.node.querySelector("h3, h4"), this.node.querySelector("blockquote")];
        return folded(parts.map((part) => part?.textContent ?? "").join("\n"));
      });
    }

    names(kind) {
      const read = () => [...new Set(Array.from(this.node.querySelectorAll(NAMES[kind]), (n) => n.textContent.trim()))];
      return this.once(kind, read);
    }

    mayFall([first, after]) {
      return this.date ? this.spans.some((span) => span[0] < after && span[3] > first) : true;
    }

    mustFall([first, after]) {
      const held = (span) => span[1] <= after && span[2] >= first;
      const oneOf = this.node.dataset.spans?.includes("|");
      return this.date !== "" && (oneOf ? this.spans.every(held) : this.spans.some(held));
    }
  }

  // ── the filter: fields of a form, kept in the address ───────────────────────────────────────────────────────────

  const PARTS = ".also, .month, .part";
  const FEW = 200; // found events up to this number are unfolded
  const ROW = 6.5; // rem an event takes, folded

  class Filter {
    constructor(form) {
      this.form = form;
      this.fields = form.elements;
      this.tally = form.querySelector(".tally");
      this.status = form.querySelector("[role=status]");
      this.none = document.querySelector(".none");
      this.many = document.querySelector("main.many");
      this.groups = new Map();
      this.entries = Array.from(document.querySelectorAll("article.event"), (node) => new Entry(node));
      for (const entry of this.entries) entry.groups = this.groupsOf(entry.node.parentElement);
      this.watchers = [];
    }

    /** What an event stands in, the nearest first. */
    groupsOf(element) {
      const node = element?.closest(PARTS);
      if (!node) return [];
      if (!this.groups.has(node)) {
        const count = node.matches(".also") ? node.querySelector("summary > .count") : null;
        const fold = node.matches("details");
        this.groups.set(node, { node, count, fold, left: 0, rows: 0, above: this.groupsOf(node.parentElement) });
      }
      const group = this.groups.get(node);
      group.all ??= [group, ...group.above];
      return group.all;
    }

    value(name) {
      return this.fields[name]?.value?.trim() ?? "";
    }

    checked(name) {
      return Array.from(this.form.querySelectorAll(`[name^=${name}]:checked`), (field) => field.value);
    }

    /** The days asked for; a side that is empty, or makes no sense, has no limit. The page says what is wrong. */
    window() {
      const said = ["from", "to"].map((name) => this.value(name) ? period(this.value(name)) : null);
      const wrong = said.map((days) => typeof days === "string" ? days : "");
      if (!wrong[0] && !wrong[1] && said[0] && said[1] && said[0][0] >= said[1][1]) wrong[1] = "order";
      ["from", "to"].forEach((name, side) => this.complain(name, wrong[side]));
      return [wrong[0] || !said[0] ? -Infinity : said[0][0], wrong[1] || !said[1] ? Infinity : said[1][1]];
    }

    complain(name, reason) {
      const field = this.fields[name];
      if (!field) return;
      const message = document.getElementById(field.getAttribute("aria-describedby"));
      if (reason) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      if (message) message.textContent = reason ? message.dataset[reason] : "";
    }

    /** What an event must be, as a list of tests; those that ask nothing are left out. */
    tests() {
      const asked = [];
      const days = this.window();
      if (days[0] > -Infinity || days[1] < Infinity) {
        const certain = this.checked("match")[0] === "certain";
        asked.push((entry) => certain ? entry.mustFall(days) : entry.mayFall(days));
      }
      this.narrowed = false;
      const narrow = (test) => {
        this.narrowed = true;
        asked.push(test);
      };
      const kinds = this.checked("kind"), without = this.checked("without");
      if (kinds.length) narrow((entry) => kinds.includes(entry.node.dataset.kind));
      if (without.length) asked.push((entry) => !without.includes(entry.node.dataset.modality));
      for (const kind of Object.keys(NAMES)) {
        const words = this.value(kind);
        if (!words) continue;
        const exact = this.entries.some((entry) => entry.names(kind).includes(words));
        const one = needle(words);
        narrow((entry) => entry.names(kind).some((name) => exact ? name === words : folded(name).includes(one)));
      }
      const words = needles(this.value("q"));
      if (words.length) narrow((entry) => words.every((word) => entry.text.includes(word)));
      return asked;
    }

    apply() {
      const asked = this.tests();
      let dated = 0, undated = 0;
      for (const group of this.groups.values()) group.left = group.rows = 0;
      for (const entry of this.entries) {
        const fits = asked.every((test) => test(entry));
        if (fits !== entry.shown) entry.node.hidden = !(entry.shown = fits);
        if (!fits) continue;
        if (entry.date) dated += 1;
        else undated += 1;
        for (const group of entry.groups) {
          group.left += 1;
          if (!entry.groups[0].fold) group.rows += 1;
        }
      }
      for (const group of this.groups.values()) this.settle(group, dated + undated);
      for (const link of document.querySelectorAll(".years a")) {
        link.parentElement.hidden = document.getElementById(link.hash.slice(1))?.closest(PARTS)?.hidden ?? false;
      }
      this.active = asked.length > 0;
      this.form.classList.toggle("narrowed", this.active);
      this.say(dated, undated);
      for (const watch of this.watchers) watch();
    }

    /** A part without events is gone; one that is folded opens where few events are left. */
    settle(group, found) {
      group.node.hidden = group.left === 0;
      if (group.count) group.count.textContent = group.left;
      // about how high it is, for as long as nobody has seen it
      if (this.many) group.node.style.containIntrinsicBlockSize = `auto ${ROW * (group.rows + 1)}rem`;
      if (!group.fold) return;
      const open = this.narrowed && group.left > 0 && found <= FEW;
      if (open && !group.node.open) group.node.open = group.opened = true;
      else if (!open && group.opened) group.node.open = group.opened = false;
    }

    say(dated, undated) {
      const number = (count) => count.toLocaleString(`${root.lang || "en"}-u-nu-latn`);
      const { every, some, undated: more, none } = this.tally?.dataset ?? {};
      const words = !this.active ? every : dated + undated === 0 ? none
        : some.replace("{some}", number(dated)) + (undated ? more.replace("{undated}", number(undated)) : "");
      const asked = this.form.querySelector(".asked");
      if (asked) asked.textContent = this.active ? this.inWords() : "";
      if (this.none) this.none.hidden = !this.active || dated + undated > 0;
      const button = this.form.querySelector("[type=reset]");
      if (button) button.hidden = !this.active && !this.form.querySelector("[aria-invalid]");
      if (!this.tally || this.tally.textContent === words) return;
      this.tally.textContent = words;
      clearTimeout(this.speaking);
      this.speaking = setTimeout(() => { this.status.textContent = words; }, 500);
    }

    /** What is asked for, in the words of the form: paper does not show its fields. */
    inWords() {
      const asked = new URLSearchParams(this.written());
      const lines = Array.from(this.fields).filter((field) => {
        const values = asked.getAll(field.name.replace("[]", ""));
        return field.name && (field.matches("[type=checkbox], [type=radio]") ? field.checked && values.includes(field.value) : values[0]);
      }).map((field) => {
        const set = field.closest("fieldset");
        const label = field.labels[0]?.querySelector("span")?.firstChild ?? field.labels[0];
        return set ? `${set.querySelector("legend")?.textContent}: ${label?.textContent.trim()}` : `${label?.textContent}: ${field.value.trim()}`;
      });
      return lines.join(" \u00b7 ");
    }

    /** The filter as the address has it, "" for none. */
    written() {
      const asked = new URLSearchParams();
      const dates = ["from", "to"].filter((name) => this.value(name) && !this.fields[name].hasAttribute("aria-invalid"));
      for (const [field, value] of new FormData(this.form)) {
        const name = field.replace("[]", "");
        const idle = name === "match" ? value !== "certain" || !dates.length
          : (name === "from" || name === "to") && !dates.includes(name);
        if (value.trim() && !idle) asked.append(name, value.trim());
      }
      return asked.toString();
    }

    /** Set the fields as an address says. */
    read(written) {
      const asked = new URLSearchParams(written);
      for (const field of this.fields) {
        const values = asked.getAll(field.name.replace("[]", ""));
        if (field.type === "checkbox") field.checked = values.includes(field.value);
        else if (field.type === "radio") field.checked = values.length ? values[0] === field.value : field.defaultChecked;
        else if (field.name) this.put(field, values[0] ?? "");
      }
      const more = this.form.querySelector("details");
      if (more?.querySelector(":checked:not(option), option:checked:not([value=''])") || this.typed(more)) more.open = true;
    }

    typed(part) {
      return Array.from(part?.querySelectorAll("input:not([type=checkbox])") ?? []).some((field) => field.value);
    }

    put(field, value) {
      if (field.matches("select") && !Array.from(field.options).some((option) => option.value === value)) {
        field.add(new Option(value, value));
      }
      field.value = value;
    }

    /** Apply the fields, and put them into the address: as a step one can go back from, or in place of the last. */
    change(step) {
      this.apply();
      const filter = this.written();
      if (filter === (this.last ?? "")) return;
      this.last = filter;
      const address = filter ? `#${filter}` : location.pathname + location.search;
      try {
        history[step === "replace" ? "replaceState" : "pushState"]({ filter }, "", address);
      } catch {
        // some browsers allow only so many steps in a time
      }
    }

    /** Follow the address: a filter, or the place of an event, which is shown whatever the filter was. */
    follow() {
      const place = location.hash.slice(1);
      if (place.includes("=")) this.last = place;
      else if (history.state?.filter !== undefined) this.last = history.state.filter;
      this.read(this.last ?? "");
      let target = null;
      if (place && !place.includes("=")) target = document.getElementById(decodeURIComponent(place));
      this.apply();
      if (target?.closest("[hidden]")) {
        this.last = "";
        this.read("");
        this.apply();
      }
      this.last = this.written();
      history.replaceState({ filter: this.last }, "");
      for (let fold; (fold = target?.closest("details:not([open])"));) fold.open = true;
      if (target) target.scrollIntoView();
    }

    /** Offer every name there is, the most frequent first, with its count. */
    offer() {
      for (const kind of Object.keys(NAMES)) {
        const field = this.fields[kind];
        const list = field?.list ?? field;
        if (!list) continue;
        const counts = new Map();
        for (const entry of this.entries) {
          for (const name of entry.names(kind)) counts.set(name, (counts.get(name) ?? 0) + 1);
        }
        const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
        const taken = field.value;
        for (const option of [...list.querySelectorAll("option:not([value=''])")]) option.remove();
        const offered = document.createDocumentFragment();
        for (const [name, count] of byCount) {
          offered.append(new Option(list === field ? `${name} (${count})` : count, name));
        }
        list.append(offered);
        this.put(field, taken);
      }
    }

    start() {
      const written = (field) => field.matches("input:not([type=checkbox], [type=radio])");
      let writing = false; // while one writes, the address has one step for all of it
      this.form.addEventListener("input", ({ target }) => {
        this.change(writing && written(target) ? "replace" : "push");
        writing = written(target);
      });
      this.form.addEventListener("focusout", () => { writing = false; });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        document.querySelector("main").focus();
      });
      this.form.addEventListener("reset", (event) => {
        event.preventDefault();
        this.read("");
        this.change("push");
      });
      this.none?.querySelector("button")?.addEventListener("click", () => {
        this.form.reset();
        (this.fields.q ?? this.form).focus();
      });
      addEventListener("popstate", () => this.follow());
      if (location.hash || history.state) this.follow();
      else history.replaceState({ filter: "" }, "");
      this.form.hidden = false;
      (window.requestIdleCallback ?? setTimeout)(() => {
        this.offer();
        if (this.many) this.apply();
        for (const entry of this.entries) void [entry.text, entry.spans];
      });
    }
  }

  // ── the brush: the days asked for, drawn on the overview and set by it ──────────────────────────────────────────

  const STEPS = [[1, "day"], [30, "month"], [365, "year"]];
  const WIDTH = 2; // pixels the least step takes

  class Brush {
    constructor(panel, template, filter) {
      this.panel = panel;
      this.filter = filter;
      this.first = Number(panel.dataset.first);
      this.after = Number(panel.dataset.after);
      panel.append(template.content.cloneNode(true));
      this.layer = panel.querySelector(".brush");
      this.track = this.layer.querySelector(".track");
      for (const handle of this.layer.querySelectorAll("[role=slider]")) {
        if (panel.dataset.name) handle.ariaLabel += `, ${panel.dataset.name}`;
      }
      this.handles = Object.fromEntries(Array.from(this.layer.querySelectorAll("[role=slider]"), (h) => [h.dataset.end, h]));
    }

    /** Lie over the drawing that is shown, where its days run. */
    fit() {
      const drawing = Array.from(this.panel.querySelectorAll("svg")).find((svg) => svg.getClientRects().length);
      if (!drawing) return;
      const { width } = drawing.viewBox.baseVal;
      this.track.style.left = `${100 * drawing.dataset.left / width}%`;
      this.track.style.right = `${100 * (1 - drawing.dataset.right / width)}%`;
      this.pixel = (this.after - this.first) / (this.track.clientWidth || 1);
      const [days, unit] = STEPS.find(([length]) => length >= WIDTH * this.pixel) ?? STEPS[2];
      this.unit = unit;
      this.years = unit === "year" ? Math.max(1, 10 ** Math.ceil(Math.log10(WIDTH * this.pixel / days))) : 1;
      this.draw();
    }

    /** The number of the step that begins last before a day, or on it. */
    stepOf(day) {
      const [year, month] = civil(day);
      return this.unit === "day" ? day : this.unit === "month" ? year * 12 + month - 1 : Math.floor(year / this.years);
    }

    dayOf(step) {
      if (this.unit === "day") return step;
      return this.unit === "month" ? dayNumber(Math.floor(step / 12), (step % 12 + 12) % 12 + 1) : dayNumber(step * this.years);
    }

    nearest(day) {
      const step = this.stepOf(Math.floor(day));
      return day - this.dayOf(step) > this.dayOf(step + 1) - day ? step + 1 : step;
    }

    /** A day as a date as coarse as the steps. */
    name(day) {
      const [year, month, date] = civil(day);
      const parts = [yearName(year), pad(month, 2), pad(date, 2)];
      return parts.slice(0, { year: 1, month: 2, day: 3 }[this.unit]).join("-");
    }

    /** The same in the page's words. */
    said(day) {
      const years = { year: "numeric", era: civil(day)[0] < 1 ? "short" : undefined };
      const fields = { year: years, month: { ...years, month: "short" }, day: { ...years, month: "short", day: "numeric" } };
      const far = Math.abs(day) > 1e8; // more than a Date can hold
      return far ? this.name(day) : format(fields[this.unit]).format(864e5 * day);
    }

    /** Both ends of what is asked for, inside the panel. */
    ends() {
      const clip = (day) => Math.min(Math.max(day, this.first), this.after);
      const [from, to] = ["from", "to"].map((name) => {
        const days = period(this.filter.value(name));
        return Array.isArray(days) ? days : [this.first, this.after];
      });
      return { from: clip(from[0]), to: clip(to[1]) };
    }

    /** Ask for a day at one end; at the end of all there is, nothing is asked. */
    set(end, step) {
      const day = Math.min(Math.max(this.dayOf(step), this.first), this.after);
      const [least, most] = this.filter.reach;
      const field = this.filter.fields[end];
      if (end === "from") field.value = day <= least ? "" : this.name(day);
      else field.value = day >= most ? "" : this.name(day - 1);
    }

    draw() {
      const ends = this.ends();
      const share = (day) => 100 * (day - this.first) / (this.after - this.first);
      for (const [end, handle] of Object.entries(this.handles)) {
        handle.style.left = `${share(ends[end])}%`;
        handle.ariaValueMin = this.first;
        handle.ariaValueMax = this.after;
        handle.ariaValueNow = ends[end];
        handle.ariaValueText = this.said(end === "from" ? ends.from : ends.to - 1);
      }
      const [before, beyond] = this.layer.querySelectorAll(".beyond");
      before.style.width = `${share(ends.from)}%`;
      beyond.style.width = `${100 - share(ends.to)}%`;
      this.layer.classList.toggle("set", this.filter.value("from") !== "" || this.filter.value("to") !== "");
    }

    day(event) {
      const box = this.track.getBoundingClientRect();
      return this.first + (event.clientX - box.left) / box.width * (this.after - this.first);
    }

    /** Drag a handle, or from anywhere to anywhere. */
    drag(event) {
      if (event.button !== 0) return;
      const held = event.target.dataset.end;
      const other = held === "from" ? "to" : "from";
      const anchor = held ? this.ends()[other] : this.day(event);
      const start = event.clientX;
      let moved = false;
      const move = (now) => {
        if (!moved && Math.abs(now.clientX - start) < 4) return;
        moved = true;
        const [low, high] = [anchor, this.day(now)].sort((a, b) => a - b);
        const first = this.nearest(low);
        this.set("from", first);
        this.set("to", Math.max(first + 1, this.nearest(high)));
        cancelAnimationFrame(this.frame);
        this.frame = requestAnimationFrame(() => this.filter.apply());
      };
      const end = () => {
        this.track.removeEventListener("pointermove", move);
        cancelAnimationFrame(this.frame);
        if (moved) this.filter.change("push");
      };
      this.track.setPointerCapture(event.pointerId);
      this.track.addEventListener("pointermove", move);
      this.track.addEventListener("lostpointercapture", end, { once: true });
      if (held) event.target.focus({ preventScroll: true });
      event.preventDefault();
    }

    press(event) {
      const end = event.target.dataset.end;
      if (!end) return;
      const ends = this.ends();
      const now = this.nearest(ends[end]);
      const all = [this.stepOf(this.first), this.nearest(this.after)];
      const page = Math.max(1, Math.round((all[1] - all[0]) / 10));
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page };
      if (event.key === "Escape" || event.key === "Delete") this.filter.fields[end].value = "";
      else if (event.key === "Home" || event.key === "End") this.set(end, this.limit(end, event.key === "Home" ? all[0] : all[1]));
      else if (by[event.key]) this.set(end, this.limit(end, now + by[event.key]));
      else return;
      event.preventDefault();
      this.filter.change("push");
    }

    /** One end does not pass the other. */
    limit(end, step) {
      const ends = this.ends();
      return end === "from" ? Math.min(step, this.nearest(ends.to) - 1) : Math.max(step, this.stepOf(ends.from) + 1);
    }

    start() {
      new ResizeObserver(() => this.fit()).observe(this.panel);
      this.filter.watchers.push(() => this.draw());
      this.track.addEventListener("pointerdown", (event) => this.drag(event));
      this.layer.addEventListener("keydown", (event) => this.press(event));
      this.fit();
    }
  }

  function startBrushes(filter) {
    const template = document.querySelector("template.brushes");
    if (!template || !filter.fields.from || !filter.fields.to) return;
    const brushes = Array.from(document.querySelectorAll(".panel[data-first]"), (panel) => new Brush(panel, template, filter));
    filter.reach = [Math.min(...brushes.map((b) => b.first)), Math.max(...brushes.map((b) => b.after))];
    for (const brush of brushes) brush.start();
  }

  // ── all of it ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** Browsers that do not print what is folded are helped. */
  function startPrinting() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("main details:not([open])")];
      for (const fold of opened) fold.open = true;
    });
    addEventListener("afterprint", () => {
      for (const fold of opened) fold.open = false;
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    startTheme();
    startPrinting();
    const form = document.querySelector("form.filters");
    if (!form) return;
    const filter = new Filter(form);
    filter.start();
    startBrushes(filter);
  });
})();
