// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from 'react';

/**
 * Whether a key belongs to an input method, as when Enter ends a syllable of Hangul. Safari ends
 * the composition before it tells of that key, and marks it by its code alone.
 */
export const isComposing = ({ nativeEvent }: KeyboardEvent) =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229;
