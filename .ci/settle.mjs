// Accepts and rejects every tracked change by docxodus: a folder and Word files as arguments; into the folder
// each goes as NAME-accepted.docx and NAME-rejected.docx.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { docxDiffAcceptRevisions, docxDiffRejectRevisions, initialize } from 'docxodus/core'

const [out, ...files] = process.argv.slice(2)
await initialize()
for (const file of files) {
  const content = new Uint8Array(await readFile(file))
  const name = basename(file, '.docx')
  await writeFile(join(out, `${name}-accepted.docx`), await docxDiffAcceptRevisions(content))
  await writeFile(join(out, `${name}-rejected.docx`), await docxDiffRejectRevisions(content))
}
process.exit(0)
