// An experiment's definition, asked of the deployment and kept. It is pulled, not pushed: a push that gets lost between two objects
// would leave a book without a definition, while a pull that fails fails the events with it, and those come again.
import { DEPLOYMENT_BOOK, type DeploymentBooks } from '../deployment/deployment-protocol.ts';
import type { FactTable } from './fact-table.ts';
import type { Subject } from './subject.ts';

/** A client can't make the book ask more often by claiming a later deployment. */
const ASK_AGAIN_MS = 1000;

export class SubjectSource {
  readonly #facts: FactTable;
  readonly #books: DeploymentBooks | undefined;
  readonly #key: string;
  #askedAt = 0;

  constructor(facts: FactTable, books: DeploymentBooks | undefined, key: string) {
    this.#facts = facts;
    this.#books = books;
    this.#key = key;
  }

  get known(): Subject | undefined {
    return this.#facts.get('subject');
  }

  /** The experiment as it is in this deployment at least, or as of late; undefined where it never ran. */
  async atLeast(sequence: number): Promise<Subject | undefined> {
    const { known } = this;
    if ((known && known.sequence >= sequence) || Date.now() - this.#askedAt < ASK_AGAIN_MS) return known;
    return await this.refresh();
  }

  /** Throws where the deployment can't be asked. */
  async refresh(): Promise<Subject | undefined> {
    if (!this.#books) return this.known;
    const book = this.#books.getByName(DEPLOYMENT_BOOK);
    const [{ deployment }, record] = await Promise.all([book.read(), book.experiment(this.#key)]);
    this.#askedAt = Date.now();
    if (!record) return this.known;
    const { running, definition, endedAt } = record;
    const subject: Subject = { running, definition, endedAt, sequence: deployment.sequence };
    if (JSON.stringify(subject) !== JSON.stringify(this.known)) this.#facts.set('subject', subject);
    return subject;
  }
}
