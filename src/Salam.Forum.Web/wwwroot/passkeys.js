// Passkeys: carries what the forum asks to the browser, and what the browser answers to the forum. Where a browser knows none, none are offered.
(() => {
  'use strict';
  const form = document.querySelector('form[data-passkey]');
  const knows = window.PublicKeyCredential;
  if (!form || !knows?.parseCreationOptionsFromJSON || !knows.parseRequestOptionsFromJSON || !navigator.credentials) return;
  const trouble = form.querySelector('[data-trouble]');
  const without = form.querySelector('[data-without]');
  if (without) without.hidden = true;
  form.querySelector('[data-with]').hidden = false;

  const send = async (path, fields) => {
    const answer = await fetch(path, { method: 'POST', body: fields, headers: { Accept: 'application/json' } });
    const told = await answer.json().catch(() => null);
    if (!answer.ok || !told) throw new Error(told?.error || document.body.dataset.saidFailed);
    return told;
  };

  const words = (error) => {
    // A browser does not say whether she changed her mind, waited too long, or has no passkey of ours.
    if (error.name === 'NotAllowedError' || error.name === 'AbortError') return form.dataset.saidCancelled;
    if (error.name === 'InvalidStateError') return form.dataset.saidKnown;
    if (error instanceof DOMException) return document.body.dataset.saidFailed;
    if (error instanceof TypeError) return navigator.onLine ? document.body.dataset.saidFailed : document.body.dataset.saidOffline;
    return error.message;
  };

  const ask = async () => {
    if (form.dataset.busy) return;
    form.dataset.busy = '1';
    trouble.hidden = true;
    try {
      const fields = new FormData(form);
      const options = await send(form.dataset.options, fields);
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: knows.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: knows.parseRequestOptionsFromJSON(options) });
      fields.delete('Password');
      fields.set('Proof', JSON.stringify(credential));
      location.assign((await send(form.dataset.answer || form.getAttribute('action'), fields)).next);
    } catch (error) {
      trouble.querySelector('span').textContent = words(error);
      trouble.hidden = false;
      delete form.dataset.sent;
    } finally {
      delete form.dataset.busy;
    }
  };

  const button = form.querySelector('[data-ask]');
  if (button) button.addEventListener('click', ask);
  else form.addEventListener('submit', (event) => { event.preventDefault(); ask(); });
})();
