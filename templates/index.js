// Shows only the people whose row holds every word that was typed.
const field = document.getElementById('search')
const rows = [...document.querySelectorAll('#people tbody tr')]
const found = document.getElementById('found')
field.addEventListener('input', () => {
  const words = field.value.trim().toLowerCase().split(/\s+/)
  let shown = 0
  for (const row of rows) {
    const text = row.textContent.toLowerCase()
    const fits = words.every(word => text.includes(word))
    row.hidden = !fits
    if (fits) shown++
  }
  found.textContent = `${shown} / ${rows.length}`
})
