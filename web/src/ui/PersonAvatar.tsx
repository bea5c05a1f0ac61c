// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Avatar, type AvatarProps } from '@fluentui/react-components';

import { initialsOf } from '@/ui/initials';

interface Props {
  name: string;
  size: AvatarProps['size'];
}

/** A person's initials in a color of their own. The name stands beside it. */
export function PersonAvatar({ name, size }: Props) {
  return (
    <Avatar name={name} initials={initialsOf(name)} size={size} color="colorful" aria-hidden />
  );
}
