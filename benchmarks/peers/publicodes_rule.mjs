// The shared rule (rule.md) in Publicodes. The language has no lists, so that the rules of a member are written out for six members;
// a member who is not there is `non`, and Publicodes then leaves the rules below out. Amounts are JavaScript numbers (float64).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { main } from './clock.mjs'

// The package lives in the cache of the benchmark, beside which this file is not.
const cache = createRequire(process.env.PUBLICODES_HOME + '/package.json')
const { default: Engine } = await import(pathToFileURL(cache.resolve('publicodes')).href.replace(/index\.cjs$/, 'index.js'))

const PLACES = [1, 2, 3, 4, 5, 6]
const FACTS = {
  monthly_wage: 'monthly wage',
  monthly_business_income: 'monthly business income',
  monthly_property_income: 'monthly property income',
  monthly_pension: 'monthly pension',
  monthly_basic_pension: 'monthly basic pension',
  in_prison: 'held in prison',
  declared_missing: 'declared missing',
  disability_kind: 'disability kind',
  disability_grade: 'disability grade',
}

const rulesOfAMember = (m) => ({
  [m]: { 'par défaut': 'non' },
  [`${m} . monthly wage`]: { 'par défaut': 0 },
  [`${m} . monthly business income`]: { 'par défaut': 0 },
  [`${m} . monthly property income`]: { 'par défaut': 0 },
  [`${m} . monthly pension`]: { 'par défaut': 0 },
  [`${m} . monthly basic pension`]: { 'par défaut': 0 },
  [`${m} . held in prison`]: { 'par défaut': 'non' },
  [`${m} . declared missing`]: { 'par défaut': 'non' },
  [`${m} . disability kind`]: { 'par défaut': "'none'" },
  [`${m} . disability grade`]: { 'par défaut': 0 },
  [`${m} . counts`]: { 'toutes ces conditions': ['held in prison = non', 'declared missing = non'] },
  [`${m} . person`]: { 'applicable si': 'counts', valeur: 1 },
  [`${m} . work cost`]: { valeur: '25% * monthly wage', plafond: 300 },
  [`${m} . counted income`]: {
    'applicable si': 'counts',
    valeur: {
      somme: [
        'monthly wage',
        'monthly business income',
        'monthly property income',
        'monthly pension',
        '- monthly basic pension',
        '- work cost',
      ],
    },
  },
  [`${m} . severely disabled`]: {
    'applicable si': {
      'toutes ces conditions': [
        'counts',
        {
          variations: [
            { si: { 'toutes ces conditions': ["disability kind != 'none'", 'disability grade <= 2'] }, alors: 'oui' },
            {
              si: {
                'toutes ces conditions': [
                  { 'une de ces conditions': ["disability kind = 'intellectual'", "disability kind = 'mental'"] },
                  'disability grade = 3',
                ],
              },
              alors: 'oui',
            },
            { sinon: 'non' },
          ],
        },
      ],
    },
    valeur: 1,
  },
})

const members = (rule) => ({ somme: PLACES.map((n) => `member ${n} . ${rule}`) })

const RULES = {
  ...Object.assign({}, ...PLACES.map((n) => rulesOfAMember(`member ${n}`))),
  area: { 'par défaut': "'urban'" },
  'property within limits': { 'par défaut': 'non' },
  standard: { variations: [{ si: "area = 'urban'", alors: 1030 }, { sinon: 985 }] },
  'protected persons': members('person'),
  'family income': members('counted income'),
  line: { valeur: 'standard * protected persons' },
  eligible: { 'toutes ces conditions': ['family income < line', 'property within limits'] },
  'top up': { 'applicable si': 'eligible', valeur: 'line - family income', arrondi: '2 décimales' },
  disabled: members('severely disabled'),
  uplift: { 'applicable si': 'eligible', valeur: '20% * standard * disabled' },
}
const ASKED = ['eligible', 'top up', 'uplift']
const engine = new Engine(RULES, { logger: { log() {}, warn() {}, error: console.error } })

const literal = (value) => (typeof value === 'boolean' ? (value ? 'oui' : 'non') : typeof value === 'string' ? `'${value}'` : value)

function situation({ household, members }) {
  const given = {
    area: literal(household.area),
    'property within limits': literal(household.property_within_limits),
  }
  members.forEach((member, i) => {
    given[`member ${i + 1}`] = 'oui'
    for (const [fact, name] of Object.entries(FACTS)) given[`member ${i + 1} . ${name}`] = literal(member[fact])
  })
  return given
}

const evaluated = (document) => {
  engine.setSituation(situation(document))
  return ASKED.map((name) => engine.evaluate(name))
}

const award = (document) => {
  const [eligible, topUp, uplift] = evaluated(document).map((node) => node.nodeValue)
  return [eligible === true, topUp ?? 0, uplift ?? 0]
}

// The tree is what `evaluate` gives anyhow: every node with its value and its explanation. A reference in it names a rule whose own tree is
// asked for in turn, once a rule; walking all of it leaves nothing lazy.
function nodes(node, seen) {
  if (node === null || typeof node !== 'object') return 0
  if (Array.isArray(node)) return node.reduce((sum, one) => sum + nodes(one, seen), 0)
  if (!('nodeKind' in node)) return Object.values(node).reduce((sum, one) => sum + nodes(one, seen), 0)
  if (node.nodeKind === 'reference' && node.dottedName in RULES && !seen.has(node.dottedName)) {
    seen.add(node.dottedName)
    return 1 + nodes(engine.evaluate(node.dottedName), seen)
  }
  return 1 + nodes(node.explanation, seen)
}
const trace = (document) => {
  const seen = new Set(ASKED)
  return evaluated(document).reduce((sum, node) => sum + nodes(node, seen), 0)
}

const version = JSON.parse(readFileSync(process.env.PUBLICODES_HOME + '/node_modules/publicodes/package.json', 'utf-8')).version

main({ columns: { plain: award, trace }, award, version, nodes: trace })
