// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, type ButtonProps } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';

/** A link to another page of the app that looks like a button. */
export const RouterButton = createLink((props: Omit<ButtonProps, 'as'>) => {
  // oxlint-disable-next-line typescript/no-explicit-any -- a union of an element's props
  const link = props as any;
  return <Button as="a" {...link} />;
});
