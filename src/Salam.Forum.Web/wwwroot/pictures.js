// Pictures in the form of a post or a comment: sent as soon as they are chosen, pasted or dropped, with how far they are. Without this file they are sent with the form.
(() => {
  'use strict';
  const said = document.getElementById('said');
  const takers = new WeakMap();

  const say = (text) => { said.textContent = ''; requestAnimationFrame(() => { said.textContent = text; }); };

  /** Makes the pictures of one form live. */
  const wire = (box) => {
    const form = box.closest('form');
    const files = box.querySelector('input[type=file]');
    if (!form || !files || takers.has(box)) return;
    const list = box.querySelector('.shot-list');
    const blank = box.querySelector('template').content.firstElementChild;
    const most = Number(box.dataset.most);
    let under = 0;

    box.classList.add('is-live');
    form.querySelector('.add-pictures')?.remove();

    /** Shows what could not be taken beside the field, where the form shows it without script. */
    const complain = (text) => {
      let line = document.getElementById(`${box.id}-e`);
      if (!line) {
        line = Object.assign(document.createElement('p'), { className: 'err', id: `${box.id}-e` });
        line.setAttribute('role', 'alert');
        list.after(line);
      }
      line.textContent = text;
    };

    /** Sends one file; its place in the list is taken at once, so that they stand in the order they were chosen in. */
    const send = (file, instead) => {
      const item = document.createElement('li');
      item.className = 'shot shot--under';
      const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
      bar.setAttribute('aria-label', file.name);
      item.append(Object.assign(document.createElement('span'), { className: 'shot-pic', ariaHidden: 'true' }), Object.assign(document.createElement('bdi'), { textContent: file.name }), bar);
      list.append(item);
      under += 1;
      const request = new XMLHttpRequest();
      const end = (error) => {
        under -= 1;
        // What it was to take the place of stays where it does not come.
        if (error) { item.replaceWith(...instead); complain(error); }
      };
      request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
      // All of it has gone over: now it is drawn anew, and nobody knows how long that takes.
      request.upload.addEventListener('load', () => bar.removeAttribute('value'));
      request.addEventListener('error', () => end(document.body.dataset.saidFailed));
      request.addEventListener('load', () => {
        let told = null;
        try { told = JSON.parse(request.responseText); } catch { /* a page, not an answer for us */ }
        if (request.status !== 200 || !told?.key) { end(told?.error || document.body.dataset.saidFailed); return; }
        const shot = blank.cloneNode(true);
        shot.querySelector('img').src = told.src;
        shot.querySelector('[name=PictureKeys]').value = told.key;
        shot.querySelector('[name=DropPictures]').value = told.key;
        item.replaceWith(shot);
        end();
        say(box.dataset.saidAdded);
        if (under === 0 && document.activeElement === files) shot.querySelector('[name=PictureAlts]').focus();
      });
      const body = new FormData();
      body.set('token', form.elements.token.value);
      body.set('Files', file);
      request.open('POST', box.dataset.to);
      request.setRequestHeader('Accept', 'application/json');
      request.send(body);
    };

    const take = (some) => {
      document.getElementById(`${box.id}-e`)?.remove();
      for (const file of some) {
        if (file.size > Number(box.dataset.bytes)) { complain(box.dataset.saidLarge); continue; }
        // Where there may be one, another takes its place.
        const instead = most === 1 && under === 0 ? [...list.children] : [];
        if (list.children.length - instead.length >= most) { complain(box.dataset.saidMany); break; }
        instead.forEach((shot) => shot.remove());
        send(file, instead);
      }
    };

    files.addEventListener('change', () => { take([...files.files]); files.value = ''; });
    form.addEventListener('paste', (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
      // Whoever copies from a table or a text brings a picture of it along.
      if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return;
      event.preventDefault();
      take(pasted);
    });

    list.addEventListener('change', (event) => {
      if (event.target.name !== 'DropPictures') return;
      event.target.closest('.shot').remove();
      say(box.dataset.saidRemoved);
      files.focus();
    });

    form.addEventListener('submit', (event) => {
      if (under === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      complain(box.dataset.saidWait);
    }, true);
    takers.set(box, take);
  };

  // A file that misses the field must not take the place of the page and of what was written in it; on a page that is read it may.
  const bringsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  const boxAt = (event) => event.target.closest?.('form')?.querySelector('.shots.is-live') ?? document.querySelector('#Pictures.is-live');
  const unmark = () => document.querySelectorAll('.shots.is-over').forEach((box) => box.classList.remove('is-over'));
  addEventListener('dragover', (event) => {
    const box = bringsFiles(event) && boxAt(event);
    if (!box) return;
    event.preventDefault();
    box.classList.add('is-over');
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget || !boxAt(event)) unmark(); });
  addEventListener('drop', (event) => {
    const box = bringsFiles(event) && boxAt(event);
    if (!box) return;
    event.preventDefault();
    unmark();
    takers.get(box)([...event.dataTransfer.files]);
  });

  const wireAll = () => document.querySelectorAll('.shots[data-to]').forEach(wire);
  document.addEventListener('htmx:afterSwap', wireAll);
  wireAll();
})();
