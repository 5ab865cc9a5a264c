import { expect, it } from 'vitest';
import { temporaryFolder } from '@solarproof-import/testkit';
import { bsdMounts, linuxMounts, mountOf } from './mount-table.js';
import { networkFileSystem, type MountFacts } from './network-file-system.js';

const ext4 = 0xef53;
const fuse = 0x6573_5546;

/** A machine of which nothing is known, but what is given. */
function machine(facts: Partial<MountFacts>): MountFacts {
  return {
    platform: 'linux',
    realPath: async (folder) => folder,
    typeOf: async () => ext4,
    mountTable: async () => '',
    ...facts,
  };
}

it.each([
  [0xef53, undefined],
  [0x9123_683e, undefined],
  [0x5846_5342, undefined],
  [0x0102_1994, undefined],
  [0x794c_7630, undefined],
  [0x2fc1_2fc1, undefined],
  [0x5346_544e, undefined],
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff53_4d42, 'SMB (cifs)'],
  // As a machine of 32 bits says it.
  [0xff53_4d42 | 0, 'SMB (cifs)'],
  [0xfe53_4d42, 'SMB'],
  [0x0102_1997, '9p, a folder that is shared with another system'],
  [0x5346_414f, 'AFS'],
  [0x6b41_4653, 'AFS'],
  [0x00c3_6400, 'Ceph'],
  [0x0bd0_0bd0, 'Lustre'],
  [0x7461_636f, 'OCFS2'],
  [0x7375_7245, 'Coda'],
  [0x564c, 'NCP'],
])('on Linux, statfs type %i is %s', async (type, name) => {
  expect(await networkFileSystem('/data', machine({ typeOf: async () => type }))).toBe(name);
});

it.each([
  ['fuse.sshfs sam@nas.example.com:/home', 'sshfs'],
  ['fuse.s3fs s3fs', 's3fs'],
  ['fuse.rclone drive:', 'rclone'],
  ['fuse.davfs https://dav.example.com/', 'davfs'],
  ['fuse https://dav.example.com/', 'fuse'],
  ['fuse.gcsfuse my-bucket', 'gcsfuse'],
  ['fuse mountpoint-s3', 'fuse'],
  ['fuse.glusterfs server:/volume', 'glusterfs'],
  ['fuse.newcomer server:/volume', 'newcomer'],
  ['fuseblk /dev/sdb1', undefined],
  ['fuse.encfs encfs', undefined],
  ['fuse.gocryptfs /home/sam/a:b', undefined],
  ['fuse.ntfs-3g /dev/sdb1', undefined],
  ['virtiofs share', undefined],
])('on Linux, a FUSE mount "%s" is %s', async (mount, name) => {
  const table = `27 1 254:0 / / rw - ext4 /dev/vda rw\n50 27 0:60 / /data rw,nosuid shared:7 - ${mount} rw,user_id=0\n`;
  const facts = machine({ typeOf: async () => fuse, mountTable: async () => table });
  expect(await networkFileSystem('/data/state', facts)).toBe(name);
});

it.each([
  ['\\\\nas\\office\\state', 'a network share'],
  ['\\\\?\\UNC\\nas\\office\\state', 'a network share'],
  ['\\\\wsl.localhost\\Ubuntu\\home', 'a network share'],
  ['C:\\Users\\sam\\state', undefined],
  ['\\\\?\\C:\\Users\\sam\\state', undefined],
])('on Windows, a folder that really is %s is %s', async (real, name) => {
  const facts = machine({ platform: 'win32', realPath: async () => real });
  expect(await networkFileSystem('Z:\\state', facts)).toBe(name);
});

const macTable = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//sam@nas._smb._tcp.local/office on /Volumes/Our office (2) (smbfs, nodev, nosuid, mounted by sam)
server.example.com:/export on /Volumes/nfs (nfs, asynchronous)
https://dav.example.com/ on /Volumes/dav (webdav, nodev, noexec)
sshfs@macfuse0 on /Volumes/ssh (macfuse, nodev, nosuid, synchronous, mounted by sam)
sam@nas.example.com:/home on /Volumes/ssh2 (macfuse, nodev, nosuid)
/dev/disk5s1 on /Volumes/Stick (msdos, local, nodev)
ntfs-3g@macfuse1 on /Volumes/Windows (macfuse, local)
`;

it.each([
  ['/Users/sam/Library/Application Support/solarproof-import', undefined],
  ['/Volumes/Our office (2)/state', 'smbfs'],
  ['/Volumes/nfs', 'nfs'],
  ['/Volumes/nfs2', undefined],
  ['/Volumes/dav/x', 'webdav'],
  ['/Volumes/ssh/x', 'macfuse'],
  ['/Volumes/ssh2/x', 'macfuse'],
  ['/Volumes/Stick', undefined],
  ['/Volumes/Windows', undefined],
])('on macOS, the folder %s is %s', async (folder, name) => {
  const facts = machine({ platform: 'darwin', mountTable: async () => macTable });
  expect(await networkFileSystem(folder, facts)).toBe(name);
});

it('asks about the nearest folder that exists', async () => {
  const asked: string[] = [];
  const facts = machine({
    realPath: async (folder) => {
      if (folder !== '/mnt') throw new Error('ENOENT');
      return '/real';
    },
    typeOf: async (folder) => {
      asked.push(folder);
      return 0x6969;
    },
  });
  expect(await networkFileSystem('/mnt/a/b', facts)).toBe('NFS');
  expect(asked).toEqual(['/real']);
});

it.each(['linux', 'darwin', 'win32', 'freebsd'] as const)(
  'a folder of which %s says nothing counts as local',
  async (platform) => {
    const silent = async (): Promise<never> => {
      throw new Error('EIO');
    };
    const facts = { platform, realPath: silent, typeOf: silent, mountTable: silent };
    expect(await networkFileSystem('/a/b', facts)).toBeUndefined();
  },
);

it('the innermost mount counts, and of two at one folder the later', () => {
  const mounts = linuxMounts(
    [
      '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
      '2 1 0:50 / /mnt/with\\040blank rw master:1 - nfs4 nas:/a\\040b rw',
      '3 2 8:2 / /mnt/with\\040blank rw - ext4 /dev/sdb1 rw',
      'nonsense',
    ].join('\n'),
  );
  expect(mounts[1]).toEqual({ at: '/mnt/with blank', type: 'nfs4', source: 'nas:/a b' });
  expect(mountOf(mounts, '/mnt/with blank/x')?.type).toBe('ext4');
  expect(mountOf(mounts, '/mnt/without')?.source).toBe('/dev/sda1');
  expect(mountOf(bsdMounts('nonsense on it'), '/x')).toBeUndefined();
});

it('this machine has a temporary folder of its own', async () => {
  expect(await networkFileSystem(await temporaryFolder())).toBeUndefined();
});
