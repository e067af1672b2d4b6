// Boots the console: the routes of all features, the shell around them, and the address.

import { routes as overview } from './overview/routes.js';
import { routes as contact } from './contact/routes.js';
import { routes as event } from './event/routes.js';
import { routes as auth } from './auth/routes.js';
import { routes as ratelimit } from './ratelimit/routes.js';
import { routes as audit } from './audit/routes.js';
import { routes as openapi } from './openapi/routes.js';
import { signIn } from './sign-in/sign-in.js';
import { startRouter } from './platform/router.js';
import { startShell } from './platform/shell.js';

const routes = [...overview, ...contact, ...event, ...auth, ...ratelimit, ...audit, ...openapi];

const outlet = startShell(document.getElementById('console'), routes);
startRouter({ routes, outlet, signIn });
