import { execFile } from 'node:child_process';
import { readFile, realpath, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bsdMounts, linuxMounts, mountOf, type Mount } from './mount-table.js';

/** What is asked of the system about where a folder lies. */
export interface MountFacts {
  readonly platform: NodeJS.Platform;
  /** The folder without links and, on Windows, without drive letters that stand for a share. */
  realPath(folder: string): Promise<string>;
  /** `f_type` of statfs (Linux). */
  typeOf(folder: string): Promise<number>;
  /** The system's list of mounts: `/proc/self/mountinfo` (Linux) or what `mount` prints. */
  mountTable(): Promise<string>;
}

/**
 * Tells whether a folder, or the nearest one above it that exists, lies on a file system that other machines share.
 * What the system does not tell counts as local: a run would only be refused for nothing.
 * @returns what the file system is called, `undefined` for a local one
 */
export async function networkFileSystem(
  folder: string,
  facts: MountFacts = thisMachine,
): Promise<string | undefined> {
  const real = await nearestRealPath(folder, facts);
  if (facts.platform === 'win32') return isUncPath(real) ? 'a network share' : undefined;
  const table = (): Promise<string> => facts.mountTable().catch(() => '');
  if (facts.platform !== 'linux') return networkMount(mountOf(bsdMounts(await table()), real));
  const type = await facts.typeOf(real).catch(() => 0);
  if (type >>> 0 !== fuseType) return networkTypes.get(type >>> 0);
  return networkMount(mountOf(linuxMounts(await table()), real));
}

async function nearestRealPath(folder: string, facts: MountFacts): Promise<string> {
  const paths = facts.platform === 'win32' ? path.win32 : path.posix;
  for (let place = folder; ; place = paths.dirname(place)) {
    const real = await facts.realPath(place).catch(() => undefined);
    if (real !== undefined) return real;
    if (paths.dirname(place) === place) return folder;
  }
}

/** `\\server\share`, also as `\\?\UNC\server\share`; not `\\?\C:\` or a device. */
function isUncPath(real: string): boolean {
  return /^\\\\(?:[?.]\\UNC\\|(?![?.]\\))/i.test(real);
}

/** `FUSE_SUPER_MAGIC`: only the list of mounts tells which of the many it is. */
const fuseType = 0x6573_5546;

/** `f_type` of file systems that several machines can write: linux/magic.h and coreutils' list for stat. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff53_4d42, 'SMB (cifs)'],
  [0xfe53_4d42, 'SMB'],
  [0x0102_1997, '9p, a folder that is shared with another system'],
  [0x5346_414f, 'AFS'],
  [0x6b41_4653, 'AFS'],
  [0x00c3_6400, 'Ceph'],
  [0x0bd0_0bd0, 'Lustre'],
  [0x0116_1970, 'GFS2'],
  [0x7461_636f, 'OCFS2'],
  [0x7375_7245, 'Coda'],
  [0x564c, 'NCP'],
  [0x1983_0326, 'BeeGFS'],
  [0x4750_4653, 'GPFS'],
  [0x2003_0528, 'OrangeFS'],
  [0xaad7_aaea, 'PanFS'],
  [0xbeef_dead, 'StorNext'],
  [0x786f_4256, 'a shared folder of VirtualBox'],
  [0xbacb_acbc, 'a shared folder of VMware'],
  [0x7c7c_6673, 'a shared folder of Parallels'],
]);

/** As mounts call them; of FUSE, what follows `fuse.`. */
const networkNames =
  /^(?:nfs\d?|smbfs|cifs|smb3|afpfs|webdav|davfs2?|ftp|acfs|sshfs|s3fs|s3ql|goofys|mount-s3|mountpoint-s3|rclone|gcsfuse|blobfuse2?|glusterfs|ceph|ceph-fuse|mfs|moosefs|lizardfs|juicefs|seaweedfs|weed|alluxio\S*|cvmfs2?|smbnetfs|curlftpfs|gvfsd-fuse|kio-fuse|google-drive-ocamlfuse|onedriver|vmhgfs-fuse)$/i;

/** FUSE under macOS, and under Linux where its program gave no name. */
const fuseNames = /^(?:fuse(?:\..*)?|macfuse|osxfuse\w*|fusefs\w*)$/i;

function networkMount(mount: Mount | undefined): string | undefined {
  if (mount === undefined) return undefined;
  const { type, source } = mount;
  const names = [type.replace(/^fuse\./, ''), ...(fuseNames.test(type) ? [source.split('@')[0] ?? ''] : [])];
  if (names.some((name) => networkNames.test(name))) return names[0];
  return fuseNames.test(type) && looksRemote(source) ? names[0] : undefined;
}

/** `user@host:/folder`, `drive:`, `https://…`, `//server/share`; not a device or a folder. */
function looksRemote(source: string): boolean {
  return /^(?:\/\/|[^/]+:)/.test(source);
}

const thisMachine: MountFacts = {
  platform: process.platform,
  realPath: (folder) => realpath(folder),
  typeOf: async (folder) => (await statfs(folder)).type,
  mountTable: async () =>
    process.platform === 'linux'
      ? readFile('/proc/self/mountinfo', 'utf8')
      : (await promisify(execFile)('/sbin/mount', { timeout: 5_000 })).stdout,
};
