'use strict';
(() => {
  const GRADES = ['commitment', 'substantive', 'editorial'];
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  const bar = one('#filters');
  const toggles = all('[data-show]', bar);
  const part = one('#part');
  const search = one('#search');
  const pending = one('#pending');
  const count = one('#count');
  const help = one('#help');
  const shortcuts = one('#shortcuts');
  const cards = all('.change');
  const rows = all('tr[data-change]');
  const texts = new Map();
  let last = null;

  const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const pressed = (toggle) => toggle.getAttribute('aria-pressed') === 'true';
  const press = (toggle, on) => toggle.setAttribute('aria-pressed', String(on));
  const grades = () => toggles.filter(pressed).map((toggle) => toggle.dataset.show);
  const shown = () => cards.filter((card) => !card.hidden);

  const textOf = (card) => {
    if (!texts.has(card)) {
      const around = [one('summary', card.closest('.part')), one('.margin', card.closest('.item'))];
      texts.set(card, folded([...around, card].map((each) => each.textContent).join(' ')));
    }
    return texts.get(card);
  };

  const isFiltered = () =>
    grades().length < GRADES.length || part.value !== '' || search.value.trim() !== '' || pending.checked;

  const save = () => {
    const state = new URLSearchParams();
    if (grades().length < GRADES.length) state.set('grados', grades().join(','));
    if (part.value) state.set('parte', part.value);
    if (search.value.trim()) state.set('buscar', search.value.trim());
    if (pending.checked) state.set('sin-acordar', '1');
    history.replaceState(null, '', isFiltered() ? `#${state}` : location.pathname + location.search);
  };

  const hideEmpty = (selector, inner) => {
    for (const group of all(selector)) {
      const members = all(inner, group);
      group.hidden = members.length > 0 && members.every((member) => member.hidden);
    }
  };

  // in the table of commitments, an item is named in its first row that is shown
  const nameFirst = () => {
    let above = null;
    for (const row of rows) {
      if (row.hidden) continue;
      const item = one('a', row).textContent;
      const next = above?.parentElement === row.parentElement && one('a', above).textContent === item;
      row.classList.toggle('first', !next);
      row.classList.toggle('next', next);
      above = row;
    }
  };

  const filter = () => {
    const wanted = new Set(grades());
    const terms = folded(search.value).split(/\s+/).filter(Boolean);
    for (const card of cards) {
      card.hidden = !(
        wanted.has(card.dataset.grade) &&
        (!part.value || card.dataset.part === part.value) &&
        (!pending.checked || !('agreed' in card.dataset)) &&
        terms.every((term) => textOf(card).includes(term))
      );
    }
    for (const row of rows) row.hidden = document.getElementById(row.dataset.change).hidden;
    hideEmpty('.item', '.change');
    hideEmpty('.part', '.change');
    hideEmpty('.moving', 'tr[data-change]');
    for (const size of all('.part .size')) size.hidden = all('.change[hidden]', size.closest('.part')).length > 0;
    nameFirst();
    const visible = shown().length;
    count.textContent = count.dataset.say.replace('{shown}', visible).replace('{total}', cards.length);
    one('#clear').hidden = !isFiltered();
    one('#nothing').hidden = visible > 0 || cards.length === 0;
  };

  const changed = () => {
    filter();
    save();
  };

  const set = (state) => {
    const wanted = state.has('grados') ? state.get('grados').split(',') : GRADES;
    for (const toggle of toggles) press(toggle, wanted.includes(toggle.dataset.show));
    const key = state.get('parte') ?? '';
    part.value = [...part.options].some((option) => option.value === key) ? key : '';
    search.value = state.get('buscar') ?? '';
    pending.checked = state.has('sin-acordar');
    filter();
  };

  const show = (card) => {
    const fold = card.closest('details.part');
    if (fold) fold.open = true;
    last = card;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'start' });
  };

  // a hash is the anchor of a change, another place of the page, or the filters
  const arrive = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) {
      set(new URLSearchParams(location.hash.slice(1)));
    } else if (target.matches('.change')) {
      if (target.hidden) set(new URLSearchParams());
      show(target);
    }
  };

  const step = (by) => {
    const visible = shown();
    const from = document.activeElement.closest('.change') ?? last;
    const at = visible.indexOf(from);
    const next = at < 0 ? visible[0] : visible[at + by];
    if (next) show(next);
  };

  const isTyping = (element) => element.matches('select, input:not([type=checkbox])');

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    1: () => toggles[0].click(),
    2: () => toggles[1].click(),
    3: () => toggles[2].click(),
    '/': () => search.focus(),
    '?': () => help.showModal(),
  };

  document.addEventListener('keydown', (event) => {
    const at = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(at)) return;
    const arrow = at.matches('.change') && { ArrowDown: KEYS.j, ArrowUp: KEYS.k }[event.key];
    const own = Object.hasOwn(KEYS, event.key) && shortcuts.checked && KEYS[event.key];
    const act = arrow || own;
    if (!act) return;
    event.preventDefault();
    act();
  });

  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && shown().length) {
      event.preventDefault();
      show(shown()[0]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (search.value) {
        search.value = '';
        changed();
      } else {
        search.blur();
      }
    }
  });

  for (const toggle of toggles) {
    toggle.addEventListener('click', () => {
      press(toggle, !pressed(toggle));
      changed();
    });
  }
  for (const field of [part, search, pending]) field.addEventListener('input', changed);
  one('#clear').addEventListener('click', () => {
    set(new URLSearchParams());
    save();
    search.focus();
  });
  one('#help-open').addEventListener('click', () => help.showModal());
  one('#help-close').addEventListener('click', () => help.close());

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.anchor');
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(() => { count.textContent = count.dataset.copied; }, () => {});
  });

  const measure = () => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`);
  bar.hidden = false;
  new ResizeObserver(measure).observe(bar);
  window.addEventListener('hashchange', arrive);
  filter();
  arrive();
})();
