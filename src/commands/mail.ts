/** Sends one mail to see whether the mail server takes it: npm run mail -- --to <address> */
import { parseArgs } from 'node:util';
import { parseEmail } from '../lib/notices/email-address.ts';
import { openMail } from '../lib/notices/mail.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';

const { values } = parseArgs({ options: { to: { type: 'string' } } });
const parsed = parseEmail(values.to ?? '');
if ('fault' in parsed) throw new Error('Use: npm run mail -- --to <address>');
const { mail: settings, origin } = parseEnvironment(process.env);
if (!settings) throw new Error('SMTP_URL and MAIL_FROM are not set: email is not offered.');
const mail = openMail({ ...settings, origin });
const { outcome, fault } = await mail.send(parsed.address, 'A test', 'This is a test. You can leave it.\n');
mail.close();
process.stdout.write(
  outcome === 'sent'
    ? 'The mail server took it. Whether it arrives, the inbox shows.\n'
    : `It was not taken: ${fault ?? outcome}\n`,
);
if (outcome !== 'sent') process.exitCode = 1;
