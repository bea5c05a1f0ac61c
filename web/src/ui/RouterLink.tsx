// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Link } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';

/** A link to another page of the app. */
export const RouterLink = createLink(Link);
