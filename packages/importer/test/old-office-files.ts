interface OldOfficeFile {
  readonly name: string;
  readonly code: string;
  readonly says: string;
  readonly content: Uint8Array;
}

/** The smallest old Office files (MS-CFB): a directory with these names at its top, and nothing else. */
export const rootsOfOldOffice: readonly OldOfficeFile[] = (
  [
    [['Workbook'], 'SOURCE_OLD_EXCEL', 'Excel 97–2003'],
    [['Book'], 'SOURCE_OLD_EXCEL', 'Excel 97–2003'],
    [['EncryptedPackage', 'EncryptionInfo'], 'SOURCE_ENCRYPTED', 'password'],
    [['Workbook', '\tDRMContent'], 'SOURCE_ENCRYPTED', 'restricted'],
    [['Workbook', 'Madrmap'], 'SOURCE_OLD_EXCEL', 'Excel 97–2003'],
    [['EncryptedPackage', 'DRMContent'], 'SOURCE_ENCRYPTED', 'password'],
    [['WordDocument'], 'SOURCE_IS_WORD', 'Word'],
    [['PowerPoint Document'], 'SOURCE_IS_POWERPOINT', 'PowerPoint'],
    [['__properties_version1.0'], 'SOURCE_IS_MAIL', 'Outlook'],
    [['VisioDocument'], 'SOURCE_OLD_OFFICE', 'no workbook'],
  ] as const
).map(([names, code, says]) => ({
  name: names.join(' and ').trim(),
  code,
  says,
  content: container(names),
}));

/** A sector of 512 bytes has room for the root and three names, each of them the right neighbour of the one before. */
function container(names: readonly string[]): Uint8Array {
  const sectors = Buffer.alloc(3 * 512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(sectors);
  sectors.writeUInt16LE(9, 30);
  sectors.writeUInt32LE(1, 48);
  sectors.writeUInt32LE(0, 76);
  sectors.writeUInt32LE(0xfffffffe, 512 + 4);
  ['Root Entry', ...names].forEach((text, index) => {
    const at = 1_024 + index * 128;
    sectors.fill(0, at, at + 66).write(text, at, 'utf16le');
    sectors.writeUInt16LE((text.length + 1) * 2, at + 64);
    sectors.writeUInt32LE(index === 0 ? 1 : 0xffffffff, at + 76);
    if (index > 0 && index < names.length) sectors.writeUInt32LE(index + 1, at + 72);
  });
  return sectors;
}
