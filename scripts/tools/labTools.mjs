import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, knownCause } from './fail.mjs';
import { findGo } from './labGo.mjs';
import { addOnModules, modules } from './labModules.mjs';
import { cache, root } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';

const NEEDED_BYTES = 8e9;

const environment = {
  CGO_ENABLED: '0',
  GOFLAGS: '-buildvcs=false -trimpath',
  // What findGo gives is new enough; nothing newer is downloaded.
  GOTOOLCHAIN: 'local',
};

/**
 * Paths of the programs of the lab by name, and of the sources they come from by module. Builds what the cache lacks: a
 * quarter of an hour on two processors, the first time; what an interrupted build has made is not made again.
 */
export const bringLabTools = () => bring(modules);

/** The same of what add-ons need, another quarter of an hour. */
export const bringAddOnTools = () => bring(addOnModules);

async function bring(wanted) {
  const all = { programs: {}, sources: {} };
  for (const [name, module] of Object.entries(wanted)) {
    const { programs, sources } = await bringModule(name, module);
    Object.assign(all.programs, programs);
    Object.assign(all.sources, sources);
  }
  return all;
}

async function bringModule(
  name,
  { tools, linked, own, sources: wanted, patch },
) {
  const manifest = join(root, 'test/management-cluster/tools', name);
  const goMod = await readFile(join(manifest, 'go.mod'), 'utf8');
  const goSum = await readFile(join(manifest, 'go.sum'), 'utf8');
  const ownSource = own && (await readFile(join(manifest, own), 'utf8'));
  const flags = [
    '-ldflags',
    ['-s', '-w', ...(linked?.(goMod) ?? [])].join(' '),
  ];
  const platform = `${process.platform}-${process.arch}`;
  const made = [goMod, goSum, flags, environment, patch, platform];
  const key = createHash('sha256')
    .update(JSON.stringify(made.concat(ownSource ?? [])))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, `lab-tools-${name}-${key}`);
  await mkdir(folder, { recursive: true });

  const sources = await findSources(manifest, wanted ?? [], folder);
  const programs = {};
  const missing = [];
  for (const [tool, path] of Object.entries(tools)) {
    programs[tool] = join(folder, tool);
    if (!existsSync(programs[tool])) {
      missing.push({ path, program: programs[tool] });
    }
  }
  if (missing.length) {
    await needDisk();
    const work = await mkdtemp(join(tmpdir(), 'lab-tools-'));
    try {
      if (patch) {
        const modFile = join(work, 'go.mod');
        flags.push('-modfile', modFile);
        const copy = await copyPatched(patch, sources, work);
        await writeFile(
          modFile,
          `${goMod}\nreplace ${patch.source} => ${copy}\n`,
        );
        await writeFile(join(work, 'go.sum'), goSum);
      }
      for (const { path, program } of missing) {
        await build({ manifest, flags, path, program });
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { programs, sources };
}

/** Sources, what Go keeps of a build, and the programs. */
async function needDisk() {
  const { bavail, bsize } = await statfs(cache);
  const left = bavail * bsize;
  if (left < NEEDED_BYTES) {
    throw new Failure(
      `Building the lab needs ${NEEDED_BYTES / 1e9} GB of disk, and ${cache} has ${(
        left / 1e9
      ).toFixed(1)} GB left.`,
    );
  }
}

function build({ manifest, flags, path, program }) {
  return step(`Building ${path}`, 'up to 5 minutes, once', async () => {
    const unfinished = `${program}.${process.pid}`;
    await go(manifest, ['build', ...flags, '-o', unfinished, path]);
    // Only a whole program has its name.
    await rename(unfinished, program);
  });
}

/** A copy of a module with a file changed, which Go builds with instead. */
async function copyPatched({ source, file, changes }, sources, folder) {
  const copy = join(folder, 'patched');
  // Go's cache is read-only, and so would be a copy with its modes.
  const { code, output } = await capture('cp', [
    '-r',
    '--no-preserve=mode',
    sources[source],
    copy,
  ]);
  if (code !== 0) {
    throw new Failure(`The sources of ${source} can not be copied: ${output}`);
  }
  const changed = join(copy, file);
  let text = await readFile(changed, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) {
      throw new Failure(`${file} of ${source} is not as expected: no ${from}`);
    }
    text = text.replaceAll(from, to);
  }
  await writeFile(changed, text);
  return copy;
}

/** Folders of modules in Go's cache, which may have been emptied since. */
async function findSources(manifest, names, folder) {
  const file = join(folder, 'sources.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  if (names.every(name => known[name] && existsSync(known[name]))) {
    return known;
  }
  const output = await go(manifest, ['mod', 'download', '-json', ...names]);
  const found = {};
  for (const [text] of output.matchAll(/^\{$[^]*?^\}$/gm)) {
    const { Path, Dir } = JSON.parse(text);
    found[Path] = Dir;
  }
  await writeFile(file, JSON.stringify(found));
  return found;
}

async function go(cwd, args) {
  const program = await findGo();
  const { code, output } = await capture(program, args, {
    cwd,
    env: environment,
  });
  if (code !== 0) {
    throw new Failure(
      knownCause(output) ??
        `go ${args.join(' ')} failed:\n${output.slice(-4000)}`,
    );
  }
  return output;
}
