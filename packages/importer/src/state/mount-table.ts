/** A file system that is mounted somewhere. */
export interface Mount {
  /** The folder that it appears as. */
  readonly at: string;
  /** E.g. `ext4`, `nfs4`, `fuse.sshfs`. */
  readonly type: string;
  /** A device, `server:/folder`, or whatever its program wrote there. */
  readonly source: string;
}

/** Reads `/proc/self/mountinfo` (proc(5)): `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`. */
export function linuxMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [front, back] = splitOnce(line, ' - ');
    const at = front.split(' ')[4];
    const [type, source] = back.split(' ');
    if (at === undefined || type === undefined || type === '') return [];
    return [{ at: unescaped(at), type, source: unescaped(source ?? '') }];
  });
}

/** Reads what `mount` prints on macOS and the BSDs: `//sam@nas/share on /Volumes/share (smbfs, nodev, nosuid)`. */
export function bsdMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const found = /^(.*?) on (\/.*) \(([^,()]+)(?:,[^()]*)?\)$/.exec(line);
    const [source, at, type] = found?.slice(1) ?? [];
    return source === undefined || at === undefined || type === undefined ? [] : [{ at, type, source }];
  });
}

/** The mount that a real path lies on: the innermost; of several at one folder the last, which covers the others. */
export function mountOf(mounts: readonly Mount[], realPath: string): Mount | undefined {
  return mounts
    .filter(({ at }) => at === '/' || realPath === at || realPath.startsWith(`${at}/`))
    .reduce<Mount | undefined>(
      (best, mount) => (best === undefined || mount.at.length >= best.at.length ? mount : best),
      undefined,
    );
}

function splitOnce(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}

/** Blanks, tabs, line breaks and backslashes are written as `\040` and so on. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
