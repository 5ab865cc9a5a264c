/** Where most people have their mail: what a mistyped domain may be meant to be. A name of four letters is too near to others. */
export const largeProviders: readonly string[] = [
  'gmail.com',
  'hotmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'bigpond.com',
  'bigpond.net.au',
  'hotmail.com.au',
  'yahoo.com.au',
  'outlook.com.au',
  'optusnet.com.au',
  'iinet.net.au',
  'westnet.com.au',
  'internode.on.net',
];

/** Domains that are right as they stand, however near they are to a large one: of Australian providers, and of others. */
export const knownDomains: ReadonlySet<string> = new Set([
  ...largeProviders,
  ...words(
    'bigpond.net bigpond.com.au telstra.com telstra.com.au optus.com.au optushome.com.au optusnet.com iinet.com',
    'iinet.com.au inet.net.au westnet.com westnet.net.au internode.com.au adam.com.au dodo.com.au ozemail.com.au tpg.com.au',
    'tpgi.com.au aapt.net.au iprimus.com.au primus.com.au netspace.net.au exemail.com.au aussiebroadband.com.au',
    'southernphone.com.au spintel.net.au belong.com.au chariot.net.au picknowl.com.au esc.net.au senet.com.au arach.net.au',
    'pacific.net.au activ8.net.au amnet.net.au skymesh.net.au bordernet.com.au dcsi.net.au',
  ),
  ...words(
    'live.com live.com.au msn.com me.com mac.com aol.com mail.com email.com gmx.com gmx.net gmx.de ymail.com rocketmail.com',
    'googlemail.com proton.me protonmail.com pm.me fastmail.com fastmail.com.au fastmail.fm zoho.com hey.com tutanota.com',
    'xtra.co.nz yahoo.co.nz outlook.co.nz yahoo.com.ar hotmail.com.ar outlook.com.ar',
  ),
]);

function words(...rows: readonly string[]): readonly string[] {
  return rows.flatMap((row) => row.split(' '));
}
