const openMenus = () => [...document.querySelectorAll('details.menu[open]')]
const narrow = window.matchMedia('(width <= 64rem)')

function foldNavigation() {
  if (!narrow.matches) return
  for (const navigation of document.querySelectorAll('details.sidenav[open]')) navigation.open = false
}

function closeUnless(keeps) {
  for (const menu of openMenus()) if (!keeps(menu)) menu.open = false
}

document.addEventListener('click', (event) => {
  closeUnless((menu) => menu.contains(event.target))
  if (event.target.closest?.('.sidenav a')) foldNavigation()
})

document.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget) closeUnless((menu) => menu.contains(relatedTarget))
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    if (menu.contains(document.activeElement)) menu.querySelector('summary').focus()
    menu.open = false
  }
})

foldNavigation()
