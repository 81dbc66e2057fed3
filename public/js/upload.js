// A form with files is sent with its progress shown. Without this script a browser sends it all the same.
function sendForm(form) {
  const request = new XMLHttpRequest()
  const place = form.querySelector('.sending')
  const [bar, words] = [place.querySelector('progress'), place.querySelector('[role=status]')]
  const buttons = form.querySelectorAll('button')
  const busy = (is) => {
    place.hidden = !is
    for (const button of buttons) button.disabled = is
  }
  const broken = () => {
    busy(false)
    place.hidden = false
    bar.value = 0
    words.textContent = form.dataset.away
  }
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = (loaded / total) * 100
  })
  request.addEventListener('load', () => {
    if (request.status >= 500 || request.status === 0) return broken()
    const next = request.getResponseHeader('HX-Redirect')
    if (next) location.assign(next)
    else draw(request.responseText)
  })
  request.addEventListener('error', broken)
  request.addEventListener('abort', broken)
  words.textContent = form.dataset.sending
  request.open('POST', form.action)
  request.setRequestHeader('HX-Request', 'true')
  request.setRequestHeader('HX-Request-Type', 'partial')
  request.send(new FormData(form))
  busy(true)
}

function draw(panel) {
  const content = document.getElementById('content')
  content.innerHTML = panel
  htmx.process(content)
  document.dispatchEvent(new CustomEvent('htmx:after:swap'))
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('form[data-upload]') || event.defaultPrevented) return
  event.preventDefault()
  sendForm(form)
})
