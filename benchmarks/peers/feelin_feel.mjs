// feelin on the expressions of feel_expressions.json: `node feelin_feel.mjs SECONDS` prints microseconds an expression, as benchmarks/feel.py does.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { microseconds } from './clock.mjs'

const home = process.env.FEELIN_HOME
const { evaluate } = await import(pathToFileURL(createRequire(join(home, 'package.json')).resolve('feelin')))
const cases = JSON.parse(readFileSync(new URL('feel_expressions.json', import.meta.url), 'utf-8'))
const figure = microseconds(({ text, context }) => evaluate(text, context), cases, Number(process.argv[2]))
console.log(JSON.stringify({ microseconds: figure, expressions: cases.length }))
