function say(reason) {
  const trouble = document.getElementById('trouble')
  if (!trouble) return
  trouble.hidden = false
  trouble.textContent = reason ? trouble.dataset[reason] : ''
}

document.addEventListener('htmx:after:request', () => say(''))

document.addEventListener('htmx:response:error', ({ detail }) => {
  if (detail.ctx.response.status >= 500) say('broken')
})

document.addEventListener('htmx:error', ({ detail }) => say(detail.ctx && !detail.ctx.response ? 'away' : 'broken'))
