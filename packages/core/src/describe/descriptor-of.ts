import type { Descriptor, DescriptorSpec } from './descriptor.js';
import { meanDescriptor } from './mean.js';
import { multiscaleDescriptor } from './multiscale.js';

/** The descriptor of a spec. Descriptors have functions, so it is their specs that are sent to workers. */
export function descriptorOf(spec: DescriptorSpec): Descriptor {
  return spec.match === 'mean' ? meanDescriptor(spec.space) : multiscaleDescriptor(spec);
}
