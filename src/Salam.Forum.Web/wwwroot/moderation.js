// What script adds to the desk of a moderator: letters that act, the focus where the eye is, and what was done said aloud. The desk works without it.
(() => {
  'use strict';
  const said = document.getElementById('said');
  const help = document.getElementById('keys-help');
  const desk = () => document.getElementById('desk');
  const fields = 'textarea, input:not([type=hidden]), select';

  const dress = () => {
    const open = document.getElementById('keys-open');
    if (open && help) open.hidden = false;
  };

  /** Opens the case so many places further down the queue; at its end the next page of it. */
  const move = (step) => {
    const list = [...desk().querySelectorAll('.q')];
    const at = list.findIndex((row) => row.getAttribute('aria-current'));
    if (at === list.length - 1 && step > 0) { document.getElementById('queue-next')?.click(); return; }
    list[Math.max(0, at + step)]?.click();
  };

  /** Does what a letter stands for: presses its button, or opens its form and goes into it. */
  const press = (key) => {
    const found = desk().querySelector(`[data-key="${key}"]`);
    if (!found) return false;
    if (found.matches('summary')) {
      found.parentElement.open = true;
      found.scrollIntoView({ block: 'nearest' });
      found.parentElement.querySelector(fields).focus();
    } else found.click();
    return true;
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !desk()) return;
    const fold = event.target.closest('details.act');
    if (event.key === 'Escape' && fold?.open) {
      fold.open = false;
      fold.querySelector('summary').focus();
      return;
    }
    // Only for members who can turn them off, and never while somebody writes.
    if (!document.body.dataset.keys || !help || help.open || event.target.closest('textarea, input, select, dialog')) return;
    if (event.key === 'j' || event.key === 'k') move(event.key === 'j' ? 1 : -1);
    else if (event.key === '?') help.showModal();
    else if (!'arwlsu'.includes(event.key) || !press(event.key)) return;
    event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest('#keys-open')) help.showModal();
    if (event.target.closest('#keys-close')) help.close();
  });

  // A new desk is in place: the focus goes to what is wrong, to the case, or back to the field of the filter that was changed.
  let left = '';
  document.addEventListener('htmx:beforeSwap', () => { left = document.activeElement?.closest('.desk-filter') ? document.activeElement.id : ''; });
  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.target.id !== 'desk') return;
    dress();
    const wrong = document.getElementById('errors');
    const to = wrong || document.getElementById(left) || document.querySelector('.desk-case #case-h:not(.vh)') || document.getElementById('queue-h');
    left = '';
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: 'nearest' });
    // What was done, and the way back from it, stands above: it is to be seen whole.
    document.querySelector('.did')?.scrollIntoView({ block: 'nearest' });
    document.querySelector('.q[aria-current]')?.scrollIntoView({ block: 'nearest' });
    said.textContent = wrong ? '' : document.getElementById('did')?.textContent ?? '';
  });

  dress();
})();
