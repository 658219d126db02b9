import { InputError } from '@backstage/errors';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What keeps files from being a bundle; names the file and the document. */
export class BundleProblem extends InputError {
  readonly finding: Finding;

  constructor(options: {
    file: string;
    /** From 1. */
    document?: number;
    /** After the name of the file, such as `is not valid YAML`. */
    problem: string;
    remedy: string;
    code?: string;
  }) {
    const { file, document, problem, remedy, code } = options;
    const where = document === undefined ? '' : `, document ${document},`;
    super(`${file}${where} ${problem}`);
    this.finding = {
      severity: 'block',
      code: code ?? 'class-file-invalid',
      message: `${this.message}.`,
      path: jsonPointer('/files', file),
      remedy,
    };
  }
}
