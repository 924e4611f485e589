// What script adds to pages that work without it: votes at once, drafts, counting, copying, keys. No part of a page needs this file.
(() => {
  'use strict';
  const body = document.body;
  const said = document.getElementById('said');

  // Nothing is evaluated and nothing leaves for another host; a refusal's page is shown as any other.
  Object.assign(htmx.config, {
    includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true, historyCacheSize: 0, scrollBehavior: 'auto',
    responseHandling: [{ code: '[23]..', swap: true }, { code: '4[0-9][0-9]', swap: true, error: false }, { code: '...', swap: false, error: true }],
  });

  /** Tells everybody, screen readers too, what happened. */
  const say = (text) => {
    said.textContent = '';
    requestAnimationFrame(() => { said.textContent = text; });
    said.classList.add('toast');
    clearTimeout(say.timer);
    say.timer = setTimeout(() => said.classList.remove('toast'), 4000);
  };

  // Votes: the page changes at once, the answer sets it right, a failure takes it back.
  // Numbers are written in the digits of the language, which follow its zero.
  const zero = (body.dataset.zero || '0').charCodeAt(0);
  const inDigits = (text) => String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit)));
  const number = (text) => Number(text.replace('\u2212', '-').replace(/\p{Nd}/gu, (digit) => digit.charCodeAt(0) - zero));
  const written = (value) => inDigits(value < 0 ? '\u2212' + -value : value);

  const paint = (box, score, mine) => {
    const [up, down] = [box.querySelector('.up'), box.querySelector('.down')];
    box.querySelector('.score').textContent = score;
    box.setAttribute('aria-label', box.getAttribute('aria-label').replace(/[\u2212-]?\p{Nd}+/u, score));
    up.setAttribute('aria-pressed', String(mine === 1));
    down.setAttribute('aria-pressed', String(mine === -1));
    up.value = mine === 1 ? '0' : '1';
    down.value = mine === -1 ? '0' : '-1';
  };

  const vote = async (button) => {
    const box = button.closest('.vote');
    if (box.dataset.busy) return;
    box.dataset.busy = '1';
    const before = { score: box.querySelector('.score').textContent, mine: Number(button.value) === 0 ? (button.matches('.up') ? 1 : -1) : box.querySelector('[aria-pressed=true]') ? (button.matches('.up') ? -1 : 1) : 0 };
    const mine = Number(button.value);
    paint(box, written(number(before.score) + mine - before.mine), mine);
    try {
      const form = new FormData(document.getElementById('votes'));
      form.set('value', String(mine));
      const answer = await fetch(button.getAttribute('formaction'), { method: 'POST', body: form, keepalive: true, headers: { Accept: 'application/json' } });
      if (answer.status === 401) { location.href = `/${body.dataset.lang}/account/login?next=${encodeURIComponent(location.pathname + location.search)}`; return; }
      const told = await answer.json().catch(() => null);
      if (!answer.ok || !told) { paint(box, before.score, before.mine); say(told?.error || body.dataset.saidFailed); return; }
      paint(box, told.score, told.mine);
    } catch {
      paint(box, before.score, before.mine);
      say(navigator.onLine ? body.dataset.saidFailed : body.dataset.saidOffline);
    } finally {
      delete box.dataset.busy;
    }
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('.vote button[form=votes]');
    if (button) {
      event.preventDefault();
      vote(button);
      return;
    }
    const copy = event.target.closest('a[data-copy]');
    if (copy && navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(new URL(copy.getAttribute('href'), location.href).href).then(() => say(body.dataset.saidCopied));
      return;
    }
    // An answer that was opened in its place is put away there too; what was written stays as a draft.
    const cancel = event.target.closest('.re a.btn');
    if (cancel) {
      event.preventDefault();
      const comment = cancel.closest('.c-main');
      cancel.closest('.re').replaceChildren();
      comment.querySelector('.reply-to').focus();
      return;
    }
    const menu = document.querySelector('details.menu[open]');
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  // A form is sent once: the second press of an impatient finger does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.id === 'votes' || event.submitter?.hasAttribute('formaction')) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    // Whoever logs out leaves nothing behind on a shared computer.
    if (form.action.endsWith('/account/logout')) Object.keys(localStorage).filter((key) => key.startsWith('draft ')).forEach((key) => localStorage.removeItem(key));
    setTimeout(() => { delete form.dataset.sent; }, 8000);
    if (form.dataset.draft) localStorage.setItem('sent', draftKey(form));
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => { delete form.dataset.sent; }));

  // Drafts: what is being written is kept in this browser until it was accepted, and for no longer than two weeks.
  const draftKey = (form) => `draft ${body.dataset.handle} ${form.dataset.draft}`;
  const fortnight = 14 * 86400000;
  const fields = (form) => [...form.querySelectorAll('textarea, input[type=text], input[type=url], input:not([type])')].filter((field) => field.name && !['PictureAlts', 'NewAlt'].includes(field.name));
  const keep = (form) => {
    const words = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
    if (Object.values(words).some((word) => word.trim())) localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), of: form.dataset.draftOf, words }));
    else localStorage.removeItem(draftKey(form));
  };
  const bringBack = (form) => {
    if (form.dataset.ready) return;
    form.dataset.ready = '1';
    const kept = JSON.parse(localStorage.getItem(draftKey(form)) || 'null');
    if (!kept || Date.now() - kept.at > fortnight || kept.of !== form.dataset.draftOf) return;
    // What stands in a field is not written over, unless the form came with words to be bettered and these are they.
    if (fields(form).some((field) => (form.dataset.draftOf ? field.value !== field.defaultValue : field.value))) return;
    fields(form).forEach((field) => { if (kept.words[field.name]) field.value = kept.words[field.name]; });
    say(body.dataset.saidDraft);
  };
  const settleDrafts = () => {
    // A form that was sent by a member who is still signed in, and that shows no complaint, was accepted: its draft has done its work.
    // The log-in page means that it was not, and the first page after it must not take it for sent.
    const sent = localStorage.getItem('sent');
    if (!sent) return;
    if (body.dataset.member && !document.querySelector('.err, .errors, .message')) localStorage.removeItem(sent);
    localStorage.removeItem('sent');
  };

  // Lists go on by themselves: the link to more of them is told when it comes near the window.
  const nearing = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    nearing.unobserve(target);
    htmx.trigger(target, 'near');
  }), { rootMargin: '600px' });

  const dress = (root) => {
    root.querySelectorAll('form[data-draft]').forEach(bringBack);
    root.querySelectorAll('[hx-trigger*=near]').forEach((more) => nearing.observe(more));
    root.querySelectorAll('[data-count]').forEach(count);
    // The same post may come twice when votes moved it between two pages of a list: once is enough.
    const seen = new Set();
    document.querySelectorAll('#feed > .row').forEach((row) => { if (seen.has(row.id)) row.remove(); else seen.add(row.id); });
  };

  // Translations come while one reads: asked for less and less often, only while the page is looked at, and for five minutes at most.
  const underWay = () => [...document.querySelectorAll('[data-under-way]')];
  let awaiting = 0;
  const awaitTranslations = (seconds) => {
    clearTimeout(awaiting);
    awaiting = underWay().length === 0 || seconds > 128 ? 0 : setTimeout(lookForTranslations, seconds * 1000, seconds);
  };
  const lookForTranslations = async (seconds) => {
    if (!document.hidden) {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
      const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
      underWay().forEach((note) => {
        const id = note.dataset.underWay;
        const [now, then] = [document.getElementById(id), fresh?.getElementById(id)];
        if (!now || !then || then.querySelector('[data-under-way]') || now.contains(document.activeElement)) return;
        // What the reader did meanwhile stays: her vote, and what she has unfolded.
        const vote = now.querySelector(':scope .vote');
        if (vote) then.querySelector(':scope .vote')?.replaceWith(vote);
        if (now.querySelector('details.fold[open]')) then.querySelector('details.fold')?.setAttribute('open', '');
        now.replaceWith(then);
        htmx.process(then);
      });
    }
    awaitTranslations(seconds * 2);
  };
  awaitTranslations(2);
  // More rows, another case: what comes into the page later is awaited, too.
  document.addEventListener('htmx:afterSettle', () => awaitTranslations(2));

  // Counting what is left of a title.
  const count = (counter) => {
    const field = document.getElementById(counter.dataset.count);
    const show = () => {
      const length = [...field.value.trim()].length;
      counter.textContent = inDigits(`${length} / ${counter.dataset.max}`);
      counter.classList.toggle('is-over', length > Number(counter.dataset.max));
    };
    field.addEventListener('input', show);
    if (field.value) show();
  };

  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-draft]');
    if (form) keep(form);
  });

  // Keys: j and k walk through posts or comments, a and z vote, o opens, r answers, n writes, / searches.
  let at = -1;
  const items = () => [...document.querySelectorAll('#feed > .row, main .thread .comment')];
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.closest('textarea, input, select')) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    // Only for members who can turn them off: to a device that is spoken to, every word is a row of letters.
    if (!body.dataset.keys) return;
    const list = items();
    const here = list[at];
    const press = (selector) => { const found = here && here.querySelector(selector); if (found) { event.preventDefault(); found.click(); } };
    switch (event.key) {
      case 'j':
      case 'k':
        at = Math.max(0, Math.min(list.length - 1, at + (event.key === 'j' ? 1 : -1)));
        if (list[at]) { list[at].tabIndex = -1; list[at].focus({ preventScroll: true }); list[at].scrollIntoView({ block: 'nearest' }); }
        break;
      case 'a': press('.vote .up'); break;
      case 'z': press('.vote .down'); break;
      case 'o': press('.row h2 a'); break;
      case 'r': press('.c-foot a[href$="/reply"]'); break;
      case 'n': { const write = document.querySelector('.side .btn--main'); if (write) { event.preventDefault(); write.click(); } break; }
      case '/': { const find = [...document.querySelectorAll('#q, #find, .tool--find')].find((field) => field.offsetParent); if (find) { event.preventDefault(); find.focus(); if (find.matches('a')) find.click(); else find.select(); } break; }
      default:
    }
  });

  // An opened reply form is ready to be written into.
  document.addEventListener('htmx:afterSwap', (event) => {
    dress(event.target.parentElement || document);
    const area = event.target.querySelector?.('form.reply textarea');
    if (area) area.focus();
  });
  document.addEventListener('htmx:responseError', () => say(body.dataset.saidFailed));
  document.addEventListener('htmx:sendError', () => say(body.dataset.saidOffline));

  // In a row of tabs wider than the window, the present one comes into sight.
  document.querySelectorAll(':is(.feeds, .settings-list) [aria-current]').forEach((tab) => tab.scrollIntoView({ block: 'nearest', inline: 'center' }));

  const errors = document.getElementById('errors');
  if (errors) errors.focus();
  settleDrafts();
  dress(document);
})();
